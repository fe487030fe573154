using TopologyMirror.Internal;

namespace TopologyMirror.Promotion;

/// <summary>When live grows and shrinks.</summary>
public sealed class PromotionOptions
{
    /// <summary>The reactive rule changes nothing while the ratio of need to live differs from 1 by at most this. Default: 0.1.</summary>
    [Within(0.0, 1.0)]
    public double Tolerance { get; set; } = 0.1;

    /// <summary>Live goes no lower than the highest recommendation within this window. Default: 5 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ScaleInWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Live goes no higher than the lowest reactive recommendation within this window. Default: none.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan ScaleOutWindow { get; set; } = TimeSpan.Zero;

    /// <summary>Largest share of live that one scale-in takes out, but always at least one instance. Default: 0.5.</summary>
    [Within(0.0, 1.0)]
    public double ScaleInShare { get; set; } = 0.5;

    /// <summary>How long scale-in stays off after observed need fell by more than half within five minutes. Default: 10 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan HoldAfterDrop { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal PromotionOptions Copy() => (PromotionOptions)MemberwiseClone();
}
