using Microsoft.Extensions.Logging;

namespace TopologyMirror.Hosting;

/// <summary>What the host's loop logs. Event ids are stable and never reused; docs/telemetry.md lists them.</summary>
internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Error, "A tick of cluster {Cluster} failed; the next one follows as usual.")]
    public static partial void TickFailed(ILogger logger, Exception exception, ClusterName cluster);

    [LoggerMessage(1102, LogLevel.Warning, "The host stopped before the tick of cluster {Cluster} was done; its journal says where to go on.")]
    public static partial void TickAbandoned(ILogger logger, ClusterName cluster);

    [LoggerMessage(1103, LogLevel.Information, "Cluster {Cluster} was added to the running host.")]
    public static partial void ClusterAdded(ILogger logger, string cluster);

    [LoggerMessage(1104, LogLevel.Information, "Cluster {Cluster} was removed from the running host; its instances and routes stay as they are.")]
    public static partial void ClusterRemoved(ILogger logger, string cluster);

    [LoggerMessage(1105, LogLevel.Warning, "The tick of cluster {Cluster} did not end within {Timeout} and was left behind: one of its ports answers to no cancellation.")]
    public static partial void TickLeftBehind(ILogger logger, ClusterName cluster, TimeSpan timeout);

    [LoggerMessage(1111, LogLevel.Information, "The hosts that share the clusters are now: {Hosts}.")]
    public static partial void HostsChanged(ILogger logger, string hosts);

    [LoggerMessage(1112, LogLevel.Warning, "Host {Owner} could not share clusters with the others; it keeps those that it has and tries again.")]
    public static partial void BeatFailed(ILogger logger, Exception exception, string owner);
}
