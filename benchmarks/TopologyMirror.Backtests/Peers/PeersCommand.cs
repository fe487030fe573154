using System.CommandLine;
using System.Text.Json;
using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Backtests.Peers;

/// <summary>The <c>peers</c> command: R's forecast package and this library's models on the same rows, one after the other on one core.</summary>
internal static class PeersCommand
{
    private const int BadInput = 2;
    private const string Methods = "snaive,thetaf,thetaf_sqrt,stlf_ets,mstl_ets,mstl_ets_sqrt,mstl_arima";

    /// <summary>The command.</summary>
    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes progress and errors.</param>
    /// <param name="program">The program that runs R scripts.</param>
    public static Command Create(TextWriter output, TextWriter error, string program = "Rscript")
    {
        var data = new Option<string>("--data") { Required = true, Description = "Folder with origins.csv and a folder per set." };
        var set = new Option<string>("--set") { Required = true, Description = "The set." };
        var every = new Option<int>("--every") { Description = "Only every so many rows of the set.", DefaultValueFactory = _ => 1 };
        var methods = new Option<string>("--methods")
        {
            Description = "Methods of R, separated by commas; auto_arima is there too, and slow.",
            DefaultValueFactory = _ => Methods,
        };
        var model = new Option<string>("--model") { Description = "Models of this library, separated by commas.", DefaultValueFactory = _ => "ensemble" };
        var json = new Option<bool>("--json") { Description = "JSON on standard output." };
        var command = new Command("peers", "Accuracy and processor time beside R's forecast package.") { data, set, every, methods, model, json };
        command.SetAction(parsed =>
        {
            try
            {
                IReadOnlyList<BacktestSeries> series = BacktestFolder.ReadSample(
                    parsed.GetRequiredValue(data), parsed.GetRequiredValue(set), Math.Max(parsed.GetValue(every), 1));
                string[] models = parsed.GetValue(model)!.Split(',');
                ModelCatalog.Check(models);
                using (OneCore.Only())
                {
                    PeersJson result = PeersRun.Run(
                        parsed.GetRequiredValue(data), series, new RScript(program, error), parsed.GetValue(methods)!.Split(','), models, error);
                    Write(output, result, series, parsed.GetValue(json));
                }

                return 0;
            }
            catch (Exception e) when (e is BacktestException or IOException or UnauthorizedAccessException)
            {
                error.WriteLine(e.Message);
                return BadInput;
            }
        });
        return command;
    }

    private static void Write(TextWriter output, PeersJson result, IReadOnlyList<BacktestSeries> series, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(result, PeersJsonContext.Default.PeersJson));
            return;
        }

        PeersTable.Print(output, $"{series[0].Set} ({series.Sum(s => s.Origins.Count)} rows of {series.Count} series, one core)", result);
    }
}
