using System.Collections.Immutable;

namespace TopologyMirror.Replay;

/// <summary>One load metric of a trace on the trace's clock. Immutable.</summary>
public sealed class ReplayMetric
{
    private readonly double[] _observed;

    internal ReplayMetric(string name, double unit, ImmutableArray<double> loads, double[] observed, TraceSeries source)
    {
        Name = name;
        Unit = unit;
        Loads = loads;
        _observed = observed;
        Source = source;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Load that one instance carries; positive.</summary>
    public double Unit { get; }

    /// <summary>The load of every tick, gaps filled linearly: what is scored.</summary>
    public ImmutableArray<double> Loads { get; }

    /// <summary>The load of every tick as it was recorded, <see cref="double.NaN"/> for a gap: what a policy sees.</summary>
    public ReadOnlySpan<double> Observed => _observed;

    /// <summary>What it was made of, on its own grid.</summary>
    internal TraceSeries Source { get; }
}
