using TopologyMirror.Internal;

namespace TopologyMirror.Capacity;

/// <summary>How much capacity is planned.</summary>
public sealed class CapacityOptions
{
    /// <summary>
    /// Accepted probability that load exceeds the planned capacity at any moment until a launch of the present moment would serve.
    /// Default: 0.1.
    /// </summary>
    [Within(0.0001, 0.5)]
    public double Risk { get; set; } = 0.1;

    /// <summary>Courses of load that are drawn per metric to plan the risk of a whole window. Default: 250.</summary>
    [Within(50, 20000)]
    public int Paths { get; set; } = 250;

    /// <summary>
    /// What an instance-hour that was needed and not there costs, in instance-hours that are paid; for services without prices. What is
    /// kept, and for how long, follows from it. Default: 50.
    /// </summary>
    [Within(1.0, 1000000.0)]
    public double MissingCost { get; set; } = 50;

    /// <summary>Share by which the reactive rule plans above the observed load while there is no forecast. Default: 0.1.</summary>
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
