using TopologyMirror.Internal;

namespace TopologyMirror.Capacity;

/// <summary>How much capacity is planned.</summary>
public sealed class CapacityOptions
{
    /// <summary>Accepted probability that the load of a step exceeds the planned capacity. Default: 0.05.</summary>
    [Within(0.0001, 0.5)]
    public double Risk { get; set; } = 0.05;

    /// <summary>Share by which the reactive rule plans above the observed load. Default: 0.1.</summary>
    [Within(0.0, 10.0)]
    public double ReactiveHeadroom { get; set; } = 0.1;

    /// <summary>Launch lead that is assumed until enough launches were measured. Default: 10 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "06:00:00")]
    public TimeSpan LaunchLeadPrior { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Promote lead that is assumed until enough promotions were measured. Default: 30 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan PromoteLeadPrior { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Share of measured lead times that a plan waits for: this quantile of theirs is looked ahead. Default: 0.9.</summary>
    [Within(0.5, 0.999)]
    public double LeadTimeQuantile { get; set; } = 0.9;

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal CapacityOptions Copy() => (CapacityOptions)MemberwiseClone();
}
