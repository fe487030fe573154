namespace TopologyMirror.Topology;

/// <summary>Observes and sets whom the instances of a cluster call, so that a shadow instance calls the shadow and never live.</summary>
/// <remarks>
/// Core calls effects through a guard only, one at a time per cluster. The same links again change nothing. An implementation never leaves
/// an instance without targets where it had some, not for a moment: all targets of a link are replaced at once.
/// </remarks>
public interface IServiceWiring
{
    /// <summary>What the port can do.</summary>
    PortDescription Description { get; }

    /// <summary>Says whom each instance would call now. A dependency that an instance could not call at all has no link.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<WiringSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>Sets links. Links that are not named stay. Links of instances that are gone are no error.</summary>
    /// <param name="arguments">The links.</param>
    /// <param name="cancellationToken">Ends the wait; the links may then be set or not.</param>
    ValueTask WireAsync(WireArguments arguments, CancellationToken cancellationToken);
}
