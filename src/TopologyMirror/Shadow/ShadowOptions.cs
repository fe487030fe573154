using TopologyMirror.Internal;

namespace TopologyMirror.Shadow;

/// <summary>How large the shadow is and how it is filled.</summary>
public sealed class ShadowOptions
{
    /// <summary>Cover instances per service that stand ready whatever the forecast says; 0 builds the shadow only ahead of need. Default: 0.</summary>
    [Within(0, 1000)]
    public int StandingCover { get; set; }

    /// <summary>Age at which an instance that is not ready is given up. Default: 20 minutes.</summary>
    [Within(typeof(TimeSpan), "00:00:10", "2.00:00:00")]
    public TimeSpan LaunchTimeout { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Age at which a ready instance whose configuration has not arrived is given up; where <see cref="LaunchTimeout"/> is longer, that counts. Default: 1 hour.</summary>
    [Within(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan PropagateTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Most instances that one tick launches per service. Default: 50.</summary>
    [Within(1, 1000)]
    public int MaxLaunchBatch { get; set; } = 50;

    /// <summary>
    /// Most instances of a service in the shadow, both pools together, that launches may lead to. Where it leaves no room beside an instance of
    /// the wrong size, that one is ended before its successor is launched. Default: 1,000.
    /// </summary>
    [Within(1, 10_000)]
    public int MaxInstances { get; set; } = 1000;

    /// <summary>What is built keeps the values of the moment, whatever is set later.</summary>
    internal ShadowOptions Copy() => (ShadowOptions)MemberwiseClone();
}
