using TopologyMirror.Metrics;
using TopologyMirror.Quickstart;
using TopologyMirror.Quickstart.Traces;
using TopologyMirror.Replay;

namespace TopologyMirror.ForecastTuning;

/// <summary>The load that is tuned on: of a file, or generated.</summary>
/// <param name="Name">Its name.</param>
/// <param name="History">Its samples.</param>
internal sealed record TunedLoad(string Name, LoadHistory History)
{
    private const int MinutesPerStep = 5;

    /// <summary>Loads it.</summary>
    /// <param name="csv">Path of a file; null for the generated load.</param>
    /// <exception cref="InputException">The file cannot be used.</exception>
    public static TunedLoad Load(string? csv)
    {
        if (csv is null)
        {
            TraceSeries minutes = GeneratedTrace.Create(seed: 1);
            return Of(new TraceSeries(minutes.Name, minutes.Start, MinutesPerStep * minutes.Step, minutes.Values.Chunk(MinutesPerStep).Select(chunk => chunk.Average())));
        }

        IReadOnlyList<TraceSample> samples = TraceFile.Read(csv);
        return samples.Count > 1
            ? Of(SampleGrid.ToSeries(new TraceArgument(null, csv).EffectiveName, csv, samples))
            : throw new InputException($"The trace file '{csv}' has {samples.Count} sample{(samples.Count == 1 ? "" : "s")}; a grid needs at least 2.");
    }

    private static TunedLoad Of(TraceSeries series)
    {
        var history = new LoadHistory(series.Name, series.Step, Math.Max(series.Values.Length, 2));
        for (int i = 0; i < series.Values.Length; i++)
        {
            if (!double.IsNaN(series.Values[i]))
            {
                history.Add(new LoadSample(series.Start + (i * series.Step), series.Values[i]));
            }
        }

        return new TunedLoad(series.Name, history);
    }
}
