using System.Collections.Immutable;
using System.Globalization;

namespace TopologyMirror.Replay;

/// <summary>Recorded loads of one metric on a regular grid, as they were read. Immutable.</summary>
public sealed class TraceSeries
{
    /// <summary>A replay looks behind the first step and ahead of the last one: by a horizon, a lead, a season, never by this much.</summary>
    private static readonly TimeSpan CalendarMargin = TimeSpan.FromDays(366);

    private static readonly DateTimeOffset Earliest = DateTimeOffset.MinValue + CalendarMargin;
    private static readonly DateTimeOffset Latest = DateTimeOffset.MaxValue - CalendarMargin;

    /// <summary>Creates the series.</summary>
    /// <param name="name">Its name, for reports; not empty.</param>
    /// <param name="start">Start of the first step, inclusive; at least 366 days after <see cref="DateTimeOffset.MinValue"/>.</param>
    /// <param name="step">Step of the grid; positive, and such that the last one ends at least 366 days before <see cref="DateTimeOffset.MaxValue"/>.</param>
    /// <param name="values">One load per step: finite and not negative, or <see cref="double.NaN"/> for a gap; at least one that is no gap.</param>
    /// <exception cref="InvalidTraceException">A value is no load, there is none, or the series comes too close to an end of the calendar.</exception>
    public TraceSeries(string name, DateTimeOffset start, TimeSpan step, IEnumerable<double> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        Start = start;
        Step = step;
        Values = [.. values];
        if (start < Earliest || start > Latest || Values.Length > (Latest - start).Ticks / step.Ticks)
        {
            throw new InvalidTraceException(name, string.Create(
                CultureInfo.InvariantCulture,
                $"has {Values.Length} steps of {step} from {start:yyyy-MM-ddTHH:mm:ssK}; a replay needs all of them between {Earliest:yyyy-MM-dd} and {Latest:yyyy-MM-dd}"));
        }

        for (int i = 0; i < Values.Length; i++)
        {
            if (double.IsInfinity(Values[i]) || Values[i] < 0)
            {
                throw new InvalidTraceException(name, string.Create(
                    CultureInfo.InvariantCulture,
                    $"has the value {Values[i]} at {start + (i * step):yyyy-MM-ddTHH:mm:ssK}; a load is a finite number, zero or greater"));
            }
        }

        if (Values.All(double.IsNaN))
        {
            throw new InvalidTraceException(name, string.Create(CultureInfo.InvariantCulture, $"has {Values.Length} steps and no value"));
        }
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Start of the first step, inclusive.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Step of the grid.</summary>
    public TimeSpan Step { get; }

    /// <summary>One load per step; <see cref="double.NaN"/> for a gap.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>End of the last step, exclusive.</summary>
    public DateTimeOffset End => Start + (Values.Length * Step);
}
