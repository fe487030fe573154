using TopologyMirror.Internal;

namespace TopologyMirror.Capacity;

/// <summary>What no launch may exceed, whoever asks for it. Null means no cap.</summary>
public sealed class FleetCapOptions
{
    /// <summary>Most instances in the shadow, cover and candidates of all services together. What live lacks is launched beyond it. Default: none.</summary>
    [Within(0, 1_000_000)]
    public int? ShadowInstances { get; set; }

    /// <summary>Most instances of the cluster, whatever they do; a raised ceiling goes no higher. Default: none.</summary>
    [Within(1, 1_000_000)]
    public int? TotalInstances { get; set; }

    /// <summary>Most instances that are launched in any 60 minutes. Default: none.</summary>
    [Within(0, 1_000_000)]
    public int? LaunchesPerHour { get; set; }

    /// <summary>
    /// What the shadow may cost in a calendar month in UTC, in the currency of <see cref="CostOptions.Currency"/>. Needs a price of every
    /// service. What live lacks, and a release that has begun, are launched beyond it. Default: none.
    /// </summary>
    [Within(0.0, double.MaxValue)]
    public double? ShadowBudgetPerMonth { get; set; }

    /// <summary>
    /// Most instances by which the two sides of a Replace together may exceed live's size: where fewer candidates than live has instances are
    /// allowed, a release goes in waves. Default: none.
    /// </summary>
    [Within(0, 1_000_000)]
    public int? OverlapInstances { get; set; }

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal FleetCapOptions Copy() => (FleetCapOptions)MemberwiseClone();
}
