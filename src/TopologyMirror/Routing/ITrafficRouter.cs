namespace TopologyMirror.Routing;

/// <summary>Observes and changes which instances get requests. A cluster has one or more.</summary>
/// <remarks>
/// Core calls effects through a guard only, one at a time per cluster. An implementation never leaves the routing set of a service empty
/// that had members, not for a moment. The same key has the same effect.
/// </remarks>
public interface ITrafficRouter
{
    /// <summary>What the port can do.</summary>
    PortDescription Description { get; }

    /// <summary>Says what the data plane does now.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<RouteTable> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>Sets weights. Returns once the control plane accepted them; the data plane may lag behind.</summary>
    /// <param name="arguments">The weights.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask SetWeightsAsync(SetWeightsArguments arguments, CancellationToken cancellationToken);

    /// <summary>Takes drained instances out of the table, ending what connections are left. Unknown instances are no error.</summary>
    /// <param name="arguments">The instances.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask RemoveAsync(RemoveRoutesArguments arguments, CancellationToken cancellationToken);
}
