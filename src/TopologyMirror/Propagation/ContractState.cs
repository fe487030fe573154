namespace TopologyMirror.Propagation;

/// <summary>What the contract steps of live's revision depend on. Immutable.</summary>
public sealed record ContractState
{
    /// <summary>The bundle that live runs.</summary>
    public required ConfigurationBundle Bundle { get; init; }

    /// <summary>The digest that the cluster should run.</summary>
    public required ConfigDigest Desired { get; init; }

    /// <summary>When the release of the bundle was committed; null when it was not released by this library.</summary>
    public required DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>True while a run is open, or what a run retired is not gone.</summary>
    public required bool IsChanging { get; init; }

    /// <summary>The digests of instances that get requests or stand by as cover or candidate, in ordinal order.</summary>
    public required IReadOnlyList<ConfigDigest> Routable { get; init; }

    /// <summary>Why a contract step failed before; null when none did.</summary>
    public string? Failure { get; init; }
}
