using System.Globalization;
using TopologyMirror.Metrics;

namespace TopologyMirror.Forecasting;

/// <summary>Tells usable samples from gaps and tagged ones, and says when the newest are too old to forecast from.</summary>
internal sealed class SampleIntake(ForecastSeries series)
{
    /// <summary>Missing steps at the end that a forecast still bridges: as many as make load stale.</summary>
    public const int LongestSilence = 3;

    private const SampleTags NotDemand = SampleTags.Outage | SampleTags.RetryStorm | SampleTags.LoadTest;

    private int _silent;
    private int _unusable;

    public int Count { get; private set; }

    public DateTimeOffset End => series.Start + (Count * series.Step);

    /// <summary>Takes one step in.</summary>
    /// <returns>Root of the value, NaN when there is nothing to learn from it; and whether it is only a lower bound.</returns>
    public (double Root, bool AtLeast) Admit(double value, SampleTags tags)
    {
        bool missing = !double.IsFinite(value) || value < 0;
        bool tagged = !missing && (tags & NotDemand) != SampleTags.None;
        Count++;
        _silent = missing ? Math.Min(_silent + 1, int.MaxValue - 1) : 0;
        _unusable = missing || tagged ? Math.Min(_unusable + 1, int.MaxValue - 1) : 0;
        return (_unusable > 0 ? double.NaN : SquareRootScale.Of(value), (tags & SampleTags.Censored) != SampleTags.None);
    }

    /// <summary>Why the newest samples give nothing to forecast from; null when they do.</summary>
    /// <param name="longestTagged">Steps without a usable sample at the end that a forecast still bridges, while samples come; at least <see cref="LongestSilence"/>.</param>
    public ForecastNotReady? Refuse(int longestTagged)
    {
        if (_silent > LongestSilence)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"The last {_silent} steps of {series.Name} are missing; a forecast bridges {LongestSilence}.");
            return new ForecastNotReady(NotReadyReason.SourceSilent, text, After(1));
        }

        if (_unusable > longestTagged)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"The last {_unusable} steps of {series.Name} are tagged as not demand, or missing; a forecast bridges {longestTagged}.");
            return new ForecastNotReady(NotReadyReason.OnlyTaggedSamples, text, After(1));
        }

        return null;
    }

    /// <summary>The end of the step that lies this many ahead; null beyond the end of the calendar.</summary>
    public DateTimeOffset? After(int steps)
    {
        Int128 ticks = End.UtcTicks + ((Int128)steps * series.Step.Ticks);
        return ticks > DateTimeOffset.MaxValue.UtcTicks ? null : End + (steps * series.Step);
    }

    public void Save(StateWriter writer)
    {
        writer.Int(Count);
        writer.Int(_silent);
        writer.Int(_unusable);
    }

    public void Load(ref StateReader reader)
    {
        Count = reader.Int(0, int.MaxValue);
        _silent = reader.Int(0, Count);
        _unusable = reader.Int(_silent, Count);
    }
}
