namespace TopologyMirror.Routing;

/// <summary>Observes and sets the DNS records that name the instances of a cluster.</summary>
/// <remarks>
/// Core calls effects through a guard only, one at a time per cluster. An implementation never leaves a record without a target that is
/// given out, not for a moment. The same key has the same effect. What resolvers do is not its duty: core waits until no resolver can hold
/// an answer that was replaced.
/// </remarks>
public interface INameService
{
    /// <summary>What the port can do.</summary>
    PortDescription Description { get; }

    /// <summary>Says what the authoritative servers give out now, and what they gave out before as long as resolvers may hold it.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<NameTable> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>Sets a record as a whole. Returns once the change is accepted; it may become authoritative later.</summary>
    /// <param name="arguments">The record.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NameRefusedException">No target would be given out.</exception>
    ValueTask SetAsync(SetNameArguments arguments, CancellationToken cancellationToken);
}
