using System.Collections.Immutable;
using System.Globalization;

namespace TopologyMirror.Replay;

/// <summary>Recorded loads of one metric on a regular grid, as they were read. Immutable.</summary>
public sealed class TraceSeries
{
    /// <summary>Creates the series.</summary>
    /// <param name="name">Its name, for reports; not empty.</param>
    /// <param name="start">Start of the first step, inclusive.</param>
    /// <param name="step">Step of the grid; positive.</param>
    /// <param name="values">One load per step: finite and not negative, or <see cref="double.NaN"/> for a gap; at least one that is no gap.</param>
    /// <exception cref="InvalidTraceException">A value is no load, or there is none.</exception>
    public TraceSeries(string name, DateTimeOffset start, TimeSpan step, IEnumerable<double> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(values);
        Name = name;
        Start = start;
        Step = step;
        Values = [.. values];
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
