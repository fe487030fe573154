using System.Globalization;
using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Tests.Backtests;

/// <summary>A folder of sets in the form that the backtests read; it is gone when the test ends.</summary>
internal sealed class BacktestSets : IDisposable
{
    private const string Heads = "set,series,origin,train_start,train_end,horizon,seasons";

    public string Path { get; } = Directory.CreateTempSubdirectory("backtest-").FullName;

    private string Origins => System.IO.Path.Combine(Path, "origins.csv");

    /// <summary>A set of two series of eight days, by the hour, and two origins in each.</summary>
    public static BacktestSets Waves()
    {
        var sets = new BacktestSets();
        foreach ((string name, int seed) in new[] { ("one", 1), ("two", 2) })
        {
            sets.Series("waves", name, [.. Forecasting.TestSeries.Wave(192, seed)]);
        }

        sets.Rows("waves,one,0,0,120,24,24", "waves,one,1,24,168,24,24", "waves,two,0,0,120,24,24", "waves,two,1,24,168,24,24");
        return sets;
    }

    public void Rows(params string[] rows) => File.WriteAllLines(Origins, [Heads, .. rows]);

    public void OriginsText(string text) => File.WriteAllText(Origins, text);

    public void WithoutOrigins() => File.Delete(Origins);

    public void Series(string set, string name, IReadOnlyList<double> values) =>
        SeriesText(set, name, ["timestamp,value", .. values.Select((value, i) =>
            string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UnixEpoch.AddHours(i):yyyy-MM-ddTHH:mm:ssZ},{value:R}"))]);

    public void SeriesText(string set, string name, params string[] lines)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, set));
        File.WriteAllLines(System.IO.Path.Combine(Path, set, name + ".csv"), lines);
    }

    public static BacktestSeries InMemory(double[] values, params BacktestOrigin[] origins) =>
        new("set", "series", DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1), values, origins);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
