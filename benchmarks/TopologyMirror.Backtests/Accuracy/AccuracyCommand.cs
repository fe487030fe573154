using System.CommandLine;
using System.Text.Json;

namespace TopologyMirror.Backtests.Accuracy;

/// <summary>The <c>accuracy</c> command: every model over every series of a folder.</summary>
internal static class AccuracyCommand
{
    private const int BadInput = 2;

    /// <summary>The command.</summary>
    /// <param name="output">Takes results.</param>
    /// <param name="error">Takes progress and errors.</param>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = new Option<string>("--data") { Required = true, Description = "Folder with origins.csv and a folder per set." };
        var set = new Option<string?>("--set") { Description = "Only this set." };
        var model = new Option<string?>("--model") { Description = "Only this model (several: separated by commas)." };
        var every = new Option<int>("--every") { Description = "Only every so many origins of a series.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "Series at a time.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var json = new Option<bool>("--json") { Description = "JSON on standard output." };
        var streaming = new Option<bool>("--streaming") { Description = "The last half of each series, one value after the other." };
        var command = new Command("accuracy", "Accuracy, calibration and cost of forecasts.") { data, set, model, every, threads, json, streaming };
        command.SetAction(parsed =>
        {
            try
            {
                var settings = new AccuracySettings(
                    parsed.GetRequiredValue(data), parsed.GetValue(set), parsed.GetValue(model)?.Split(',') ?? [],
                    Math.Max(parsed.GetValue(every), 1), Math.Max(parsed.GetValue(threads), 1), parsed.GetValue(json), parsed.GetValue(streaming));
                return Run(settings, output, error);
            }
            catch (Exception e) when (e is BacktestException or IOException or UnauthorizedAccessException)
            {
                error.WriteLine(e.Message);
                return BadInput;
            }
        });
        return command;
    }

    private static int Run(AccuracySettings settings, TextWriter output, TextWriter error)
    {
        ModelCatalog.Check(settings.Models);
        var rows = new List<AccuracyRow>();
        foreach (IGrouping<string, BacktestSeries> set in BacktestFolder.Read(settings.Folder, settings.Set, settings.Streaming ? 1 : settings.Every).GroupBy(s => s.Set))
        {
            RunSet(settings, [.. set], rows, output, error);
        }

        if (settings.Json)
        {
            output.WriteLine(JsonSerializer.Serialize(new AccuracyJson(rows), AccuracyJsonContext.Default.AccuracyJson));
        }

        return 0;
    }

    private static void RunSet(AccuracySettings settings, BacktestSeries[] series, List<AccuracyRow> rows, TextWriter output, TextWriter error)
    {
        string set = series[0].Set;
        string mode = settings.Streaming ? "streaming" : "origins";
        IBacktestModel[] models = [.. ModelCatalog.All.Where(m => m is not ForecasterModel || settings.Wants(m.Name))];
        ForecastTally[][] tallies = [.. models.Select(_ => new ForecastTally[series.Length])];
        foreach (IBacktestModel model in models)
        {
            Backtest.WarmUp(model, series[0]);
        }

        int done = 0;
        Parallel.For(0, series.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i =>
        {
            for (int m = 0; m < models.Length; m++)
            {
                tallies[m][i] = settings.Streaming ? Backtest.Streaming(models[m], series[i], settings.Every) : Backtest.AtOrigins(models[m], series[i]);
            }

            lock (error)
            {
                error.Write($"\r{set}: {++done} of {series.Length} series ");
            }
        });
        error.WriteLine();
        string[] names = [.. series.Select(s => s.Name)];
        AccuracyRow[] added = [.. models.Select((model, m) => AccuracySummary.Row(set, model.Name, mode, names, tallies[m], tallies[0], tallies[1]))];
        rows.AddRange(added);
        if (!settings.Json)
        {
            AccuracyTable.Print(
                output, $"{set} ({mode}, {series.Length} series)",
                [.. added.Select(AccuracyTable.Line), .. settings.Streaming ? [] : AccuracyTable.Peers(settings.Folder, set)]);
        }
    }
}
