using System.ComponentModel.DataAnnotations;
using TopologyMirror.Internal;

namespace TopologyMirror.Hosting;

/// <summary>What holds for a whole host.</summary>
public sealed class TopologyMirrorOptions
{
    /// <summary>Name under which this process holds leases; unique per process. Default: machine name and process id.</summary>
    [Required]
    [MinLength(1)]
    public string Owner { get; set; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>
    /// The instance on which this process runs, as the fleet names it, where a cluster of this host may contain it: before it is ended the
    /// cluster is left to another host. Default: the environment variable <c>TOPOLOGYMIRROR_INSTANCE</c>, and none where that is not set.
    /// </summary>
    public string? OwnInstance { get; set; } = Environment.GetEnvironmentVariable("TOPOLOGYMIRROR_INSTANCE");

    /// <summary>
    /// How long this host counts as alive to the other hosts of its store without another beat; it beats three times as often. Clusters
    /// are shared among the hosts that are alive. Default: 15 seconds.
    /// </summary>
    [Within(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan PresenceDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a stopping host lets running ticks finish before it ends them at their next wait. Default: 20 seconds.</summary>
    [Within(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Whether every port is asked once when the host starts, and a port that does not answer keeps it from starting. Default: true.</summary>
    public bool CheckReachability { get; set; } = true;
}
