namespace TopologyMirror.Capacity;

/// <summary>What a capacity is learnt from, and what is believed before anything was seen. Immutable.</summary>
public sealed record CapacityRelation
{
    /// <summary>What the signal is. Default: <see cref="CapacitySignalKind.Utilisation"/>.</summary>
    public CapacitySignalKind Kind { get; init; } = CapacitySignalKind.Utilisation;

    /// <summary>The signal at which an instance carries as much as it should: a utilisation below 0.95, or seconds; positive.</summary>
    public required double Objective { get; init; }

    /// <summary>The load per instance that was given, in the metric's unit, positive; null when none was: then the first observation stands for it. Default: null.</summary>
    public double? Given { get; init; }

    /// <summary>Standard deviation of the given load per instance as a share of it; positive. Default: 0.3.</summary>
    public double GivenUncertainty { get; init; } = 0.3;

    /// <summary>Standard deviation of what the capacity drifts in an hour, as a share of it; zero or greater. Default: 0.01.</summary>
    public double DriftPerHour { get; init; } = 0.01;

    /// <summary>Probability with which an instance carries at least what is planned on it; 0.5 to 1, exclusive. Default: 0.8.</summary>
    public double Confidence { get; init; } = 0.8;

    /// <summary>The signal on a scale on which it rises in a straight line with load.</summary>
    internal double Line(double signal) => Kind == CapacitySignalKind.Utilisation ? signal : -Objective / signal;

    /// <summary>The objective on that scale.</summary>
    internal double Target => Kind == CapacitySignalKind.Utilisation ? Objective : -1;

    /// <summary>The least value on that scale that a saturated instance would have shown.</summary>
    internal double SaturatedLine => Kind == CapacitySignalKind.Utilisation ? UtilisationLoad.SaturatedFrom : UtilisationLoad.SaturatedFrom - 1;

    /// <summary>Variance of a value on that scale, in units of the noise: latencies vary by a share of themselves.</summary>
    internal double Spread(double line) => Kind == CapacitySignalKind.Utilisation ? 1 : Math.Max(line * line, 0.0625);

    internal bool IsSaturated(in CapacityObservation o) =>
        o.IsSaturated || (Kind == CapacitySignalKind.Utilisation ? o.Signal >= UtilisationLoad.SaturatedFrom : o.Signal >= Objective / (1 - UtilisationLoad.SaturatedFrom));
}
