using TopologyMirror.Internal;

namespace TopologyMirror.Hosting;

/// <summary>How the background work of an instance's own host starts and stops.</summary>
public sealed class MirroredWorkOptions
{
    /// <summary>
    /// How long work goes on when nobody renews its lease: an instance that nobody can reach stops after it. Shorter ends a lost owner's work
    /// sooner; longer outlasts a longer absence of the controller, which renews at every tick. Default: 5 minutes.
    /// </summary>
    [Within(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a stop may take before its token is cancelled and it counts as a fault. Default: 30 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
