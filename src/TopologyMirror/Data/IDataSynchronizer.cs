namespace TopologyMirror.Data;

/// <summary>Observes data sets and moves their writers: one writer per data set at any time.</summary>
/// <remarks>
/// Core calls effects through a guard only, one at a time per cluster. Each returns once it is accepted, before it is in force. The same key
/// has the same effect, and what is so already is no error. A provider that cannot start a reverse path does not declare
/// <see cref="PortCapabilities.Reversible"/>; core then never asks for one.
/// </remarks>
public interface IDataSynchronizer
{
    /// <summary>What the port can do.</summary>
    PortDescription Description { get; }

    /// <summary>Says who writes, how far the replicas are, and what is parked and fenced now.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<DataSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>Parks the writes of a data set. Once that is observed, none is acknowledged until they are released or the time is over.</summary>
    /// <param name="arguments">The data set and the end of the time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask QuiesceAsync(QuiesceArguments arguments, CancellationToken cancellationToken);

    /// <summary>Lets parked writes go.</summary>
    /// <param name="arguments">The data set.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask ReleaseAsync(ReleaseArguments arguments, CancellationToken cancellationToken);

    /// <summary>Fences an instance: once that is observed, it accepts no write any more, whatever it believes. It goes on being read by those that follow it.</summary>
    /// <param name="arguments">The data set and the instance.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask FenceAsync(ReplicaArguments arguments, CancellationToken cancellationToken);

    /// <summary>Makes a replica the writer, and ends its fence. The other replicas follow it; what was the writer before does so only over the reverse path.</summary>
    /// <param name="arguments">The data set and the instance.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask PromoteAsync(ReplicaArguments arguments, CancellationToken cancellationToken);

    /// <summary>Starts the reverse path: the former writer follows the writer of now.</summary>
    /// <param name="arguments">The data set and the former writer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask ReverseAsync(ReplicaArguments arguments, CancellationToken cancellationToken);
}
