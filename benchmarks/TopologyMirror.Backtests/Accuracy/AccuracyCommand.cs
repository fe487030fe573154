using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace TopologyMirror.Backtests.Accuracy;

/// <summary>The <c>accuracy</c> command: every model over every series of a folder.</summary>
internal static class AccuracyCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Required = true, Description = "Folder with origins.csv and a folder per set." };
        var set = new Option<string?>("--set") { Description = "Only this set." };
        var model = new Option<string?>("--model") { Description = "Only this model (several: separated by commas)." };
        var every = new Option<int>("--every") { Description = "Only every so many origins of a series.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "Series at a time.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var json = new Option<bool>("--json") { Description = "JSON on standard output." };
        var streaming = new Option<bool>("--streaming") { Description = "The last half of each series, one value after the other." };
        var command = new Command("accuracy", "Accuracy, calibration and cost of forecasts.") { data, set, model, every, threads, json, streaming };
        command.SetAction(parsed => Run(new AccuracySettings(
            parsed.GetRequiredValue(data), parsed.GetValue(set), parsed.GetValue(model)?.Split(',') ?? [],
            Math.Max(parsed.GetValue(every), 1), Math.Max(parsed.GetValue(threads), 1), parsed.GetValue(json), parsed.GetValue(streaming))));
        return command;
    }

    private static int Run(AccuracySettings settings)
    {
        if (settings.Models.FirstOrDefault(name => ModelCatalog.All.All(m => m.Name != name)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no model {unknown}; there are {string.Join(", ", ModelCatalog.All.Select(m => m.Name))}.");
            return 2;
        }

        if (!File.Exists(Path.Combine(settings.Folder, "origins.csv")))
        {
            Console.Error.WriteLine($"There is no origins.csv in {settings.Folder}.");
            return 2;
        }

        var rows = new List<AccuracyRow>();
        foreach (IGrouping<string, BacktestSeries> set in BacktestFolder.Read(settings.Folder, settings.Set, settings.Streaming ? 1 : settings.Every).GroupBy(s => s.Set))
        {
            RunSet(settings, set.Key, [.. set], rows);
        }

        if (settings.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new AccuracyJson(rows), AccuracyJsonContext.Default.AccuracyJson));
        }

        return rows.Count > 0 ? 0 : 2;
    }

    // Costs are those of compiled code.
    private static void WarmUp(IBacktestModel[] models, BacktestSeries series)
    {
        foreach (IBacktestModel model in models.Where(m => m is ForecasterModel))
        {
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromMilliseconds(300);)
            {
                Backtest.AtOrigins(model, series with { Origins = [series.Origins[0]] });
            }
        }
    }

    private static void RunSet(AccuracySettings settings, string set, BacktestSeries[] series, List<AccuracyRow> rows)
    {
        string mode = settings.Streaming ? "streaming" : "origins";
        IBacktestModel[] models = [.. ModelCatalog.All.Where(m => m is not ForecasterModel || settings.Wants(m.Name))];
        ForecastTally[][] tallies = [.. models.Select(_ => new ForecastTally[series.Length])];
        WarmUp(models, series[0]);
        int done = 0;
        Parallel.For(0, series.Length, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads }, i =>
        {
            for (int m = 0; m < models.Length; m++)
            {
                tallies[m][i] = settings.Streaming ? Backtest.Streaming(models[m], series[i], settings.Every) : Backtest.AtOrigins(models[m], series[i]);
            }

            Console.Error.Write($"\r{set}: {Interlocked.Increment(ref done)} of {series.Length} series ");
        });
        Console.Error.WriteLine();
        string[] names = [.. series.Select(s => s.Name)];
        var lines = new List<string[]>();
        for (int m = 0; m < models.Length; m++)
        {
            AccuracyRow row = AccuracySummary.Row(set, models[m].Name, mode, names, tallies[m], tallies[0], tallies[1]);
            rows.Add(row);
            lines.Add(AccuracyTable.Line(row, AccuracySummary.Bootstrap(AccuracySummary.RelativeWql(tallies[m], tallies[0])), AccuracySummary.ByLead(tallies[m], tallies[0])));
        }

        if (!settings.Json)
        {
            AccuracyTable.Print(Console.Out, $"{set} ({mode}, {series.Length} series)", [.. lines, .. settings.Streaming ? [] : AccuracyTable.Peers(settings.Folder, set)]);
        }
    }
}
