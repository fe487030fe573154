namespace TopologyMirror.Routing;

/// <summary>Attaches instances to monitoring before they are routed, and detaches them once they are gone.</summary>
/// <remarks>Core calls effects through a guard only, one at a time per cluster. The same key has the same effect.</remarks>
public interface IMonitoringTarget
{
    /// <summary>What the port can do.</summary>
    PortDescription Description { get; }

    /// <summary>Says which instances are watched now.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<MonitoringSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>Starts to watch instances. Those that are watched already are no error.</summary>
    /// <param name="arguments">The instances.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask AttachAsync(MonitoringArguments arguments, CancellationToken cancellationToken);

    /// <summary>Stops to watch instances. Unknown instances are no error.</summary>
    /// <param name="arguments">The instances.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask DetachAsync(MonitoringArguments arguments, CancellationToken cancellationToken);
}
