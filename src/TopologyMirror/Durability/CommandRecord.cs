namespace TopologyMirror.Durability;

/// <summary>One thing that was asked of a cluster. Immutable; kind and payload are opaque to the store.</summary>
public sealed record CommandRecord
{
    /// <summary>Position among the cluster's commands, from 1; given by the store.</summary>
    public long Sequence { get; init; }

    /// <summary>The cluster.</summary>
    public required ClusterName Cluster { get; init; }

    /// <summary>What the sender calls it, unique in the cluster: sent twice, it is one command.</summary>
    public required string Key { get; init; }

    /// <summary>What is asked.</summary>
    public required string Kind { get; init; }

    /// <summary>Who asks.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was written, by the sender's clock.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>From then on it is not carried out any more: a command is meant for now.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The rest, as text whose form its writer knows.</summary>
    public string Payload { get; init; } = string.Empty;

    /// <summary>What became of it; null until the owner has answered.</summary>
    public CommandAnswer? Answer { get; init; }
}
