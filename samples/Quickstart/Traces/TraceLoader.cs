using TopologyMirror.Quickstart.Commands;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Traces;

/// <summary>Gives the series to replay: those of the files, or the generated one.</summary>
internal static class TraceLoader
{
    /// <summary>How far ahead this sample looks at most; a trace with longer steps gives it nothing to look at.</summary>
    public static readonly TimeSpan LongestHorizon = TimeSpan.FromHours(6);

    /// <summary>Loads the series.</summary>
    /// <param name="settings">What the user chose.</param>
    /// <exception cref="InputException">A file cannot be used.</exception>
    public static IReadOnlyList<TraceSeries> Load(QuickstartSettings settings)
    {
        if (settings.Traces.Count == 0)
        {
            return [GeneratedTrace.Create(settings.Seed)];
        }

        RequireNames(settings.Traces);
        return [.. settings.Traces.Select(Load)];
    }

    private static TraceSeries Load(TraceArgument argument)
    {
        TraceSeries series = SampleGrid.ToSeries(argument.EffectiveName, argument.File, TraceFile.Read(argument.File));
        if (series.Step > LongestHorizon)
        {
            throw new InputException($"The trace file '{argument.File}' has a step of {series.Step}: step larger than horizon, which is {LongestHorizon}.");
        }

        TimeSpan tick = series.Step > TimeSpan.FromMinutes(1) ? series.Step : TimeSpan.FromMinutes(1);
        long ticks = (series.End - series.Start).Ticks / (series.Step <= TimeSpan.FromMinutes(5) ? TimeSpan.FromMinutes(1) : tick).Ticks;
        return ticks >= 2 * ReplayWindow.FewestTicks
            ? series
            : throw new InputException(
                $"The trace file '{argument.File}' has too few samples: {series.Values.Length} steps of {series.Step}; a replay needs at least {ReplayWindow.FewestTicks} ticks of history and {ReplayWindow.FewestTicks} to score.");
    }

    private static void RequireNames(IReadOnlyList<TraceArgument> traces)
    {
        foreach (TraceArgument trace in traces)
        {
            if (string.IsNullOrWhiteSpace(trace.EffectiveName))
            {
                throw new InputException($"--trace '{trace.Name}={trace.File}' has no name before the '='; write name=FILE or just FILE.");
            }

            TraceArgument first = traces.First(t => string.Equals(t.EffectiveName, trace.EffectiveName, StringComparison.Ordinal));
            if (!ReferenceEquals(first, trace))
            {
                throw new InputException(
                    $"The name '{trace.EffectiveName}' stands for two traces, '{first.File}' and '{trace.File}'; name them apart with --trace name=FILE.");
            }
        }
    }
}
