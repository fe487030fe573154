using System.Globalization;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tuning;

/// <summary>Where forecasts are scored: an origin is the number of steps that are known then.</summary>
internal static class TuningOrigins
{
    private static readonly double GoldenRatio = (Math.Sqrt(5) - 1) / 2;

    /// <summary>
    /// Spreads the origins over the scored part: one in each of as many equal stretches, at places within them that follow the golden
    /// ratio, so that they fall on all phases of a season.
    /// </summary>
    /// <exception cref="InvalidTuningException">The history is too short.</exception>
    public static int[] Spread(string name, LoadHistory history, ForecastTunerOptions options)
    {
        int count = history.Count;
        int first = Math.Max(count - (int)(count * options.ScoredShare), ForecastTuner.FewestSamples);
        int places = count - options.HorizonSteps - first + 1;
        if (places < ForecastTuner.FewestOrigins)
        {
            int beyond = options.HorizonSteps + ForecastTuner.FewestOrigins - 1;
            int needed = Math.Max((int)Math.Ceiling(beyond / options.ScoredShare), ForecastTuner.FewestSamples + beyond);
            throw new InvalidTuningException(name, string.Create(
                CultureInfo.InvariantCulture,
                $"The history of {name} has {count} steps of {history.Step}; tuning at a horizon of {options.HorizonSteps} steps, scored on the last {options.ScoredShare:0.##} of it, needs at least {needed}."));
        }

        int origins = Math.Min(options.Origins, places);
        return [.. Enumerable.Range(0, origins).Select(i => first + (int)((i + (i * GoldenRatio % 1)) * places / origins))];
    }
}
