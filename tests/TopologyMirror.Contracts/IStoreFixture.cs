using TopologyMirror.Durability;

namespace TopologyMirror.Contracts;

/// <summary>An empty store.</summary>
public interface IStoreFixture : IContractFixture
{
    /// <summary>A second cluster that no other case has used.</summary>
    ClusterName OtherCluster { get; }

    /// <summary>The journal.</summary>
    IOperationJournal Journal { get; }

    /// <summary>The leases.</summary>
    ILeaseStore Leases { get; }

    /// <summary>The soft state.</summary>
    IStateStore State { get; }

    /// <summary>The commands.</summary>
    ICommandStore Commands { get; }

    /// <summary>The hosts.</summary>
    IHostStore Hosts { get; }

    /// <summary>How long leases are taken for: so long that several calls fit into a tenth of it.</summary>
    TimeSpan LeaseDuration { get; }

    /// <summary>Drops what is open and opens the same data anew. Only called when the store is declared durable.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task ReopenAsync(CancellationToken cancellationToken);
}
