namespace TopologyMirror.Topology;

/// <summary>Lists, launches and terminates the instances of a cluster.</summary>
/// <remarks>
/// Core calls effects through a guard only, one at a time per cluster. The same key has the same effect: a repeated call with a key that
/// was carried out changes nothing and returns what the first returned. Core does not retry; a provider retries idempotent calls.
/// </remarks>
public interface IInstanceFleet
{
    /// <summary>What the port can do.</summary>
    PortDescription Description { get; }

    /// <summary>Lists every instance of the cluster that exists, whatever its state.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<TopologySnapshot> ListAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>Asks for new instances. Returns once they are accepted, before they are ready.</summary>
    /// <param name="arguments">What to launch.</param>
    /// <param name="cancellationToken">Ends the wait; the instances may then come or not.</param>
    /// <returns>The ids accepted, in ordinal order; fewer than asked when capacity ran out.</returns>
    ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken);

    /// <summary>Ends instances. Those that are gone already are no error.</summary>
    /// <param name="arguments">What to end.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken);
}
