namespace TopologyMirror.Durability;

/// <summary>Which hosts share the clusters, and how many clusters switch at the same time. Safe for concurrent use.</summary>
public interface IHostStore
{
    /// <summary>Says that a host is alive, and tells which are.</summary>
    /// <param name="owner">The host's name, under which it holds leases.</param>
    /// <param name="duration">How long it counts as alive without another beat.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All hosts that are alive, the caller among them, in ordinal order of their names.</returns>
    ValueTask<IReadOnlyList<HostPresence>> BeatAsync(string owner, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Says that a host is going; its leases are not touched.</summary>
    /// <param name="owner">The host's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask LeaveAsync(string owner, CancellationToken cancellationToken);

    /// <summary>Notes that a cluster is about to switch, unless as many others do as may. One that is noted already is granted at once, whoever noted it.</summary>
    /// <param name="grant">The lease of the cluster, which must hold.</param>
    /// <param name="limit">How many clusters may switch at the same time; at least 1. <see cref="int.MaxValue"/> notes it in any case.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True when it may switch.</returns>
    /// <exception cref="StaleEpochException">The lease is no longer the caller's; nothing was noted.</exception>
    ValueTask<bool> TryBeginSwitchAsync(LeaseGrant grant, int limit, CancellationToken cancellationToken);

    /// <summary>Notes that a cluster switches no longer. The note of a cluster whose owner has died stays until its next owner ends it.</summary>
    /// <param name="grant">The lease of the cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StaleEpochException">The lease is no longer the caller's; nothing was changed.</exception>
    ValueTask EndSwitchAsync(LeaseGrant grant, CancellationToken cancellationToken);
}
