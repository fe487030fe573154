using Microsoft.Extensions.Logging;

namespace TopologyMirror.Hosting;

/// <summary>What the host's loop logs. Event ids are stable and never reused; docs/telemetry.md lists them.</summary>
internal static partial class Log
{
    [LoggerMessage(1101, LogLevel.Error, "A tick of cluster {Cluster} failed; the next one follows as usual.")]
    public static partial void TickFailed(ILogger logger, Exception exception, ClusterName cluster);

    [LoggerMessage(1102, LogLevel.Warning, "The host stopped before the tick of cluster {Cluster} was done; its journal says where to go on.")]
    public static partial void TickAbandoned(ILogger logger, ClusterName cluster);
}
