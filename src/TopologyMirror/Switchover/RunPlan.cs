using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>What a run is to do: fixed when it is opened, journaled, and never changed. Immutable; all lists in ordinal order.</summary>
public sealed record RunPlan
{
    /// <summary>The run's number.</summary>
    public required RunId Run { get; init; }

    /// <summary>What it does.</summary>
    public required SwitchoverKind Kind { get; init; }

    /// <summary>The digest that every promoted instance must report.</summary>
    public required ConfigDigest Digest { get; init; }

    /// <summary>The digest that live ran before, where the run replaces it; null for every other kind.</summary>
    public ConfigDigest? PreviousDigest { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who asked for it: <c>forecast</c>, <c>reactive</c>, <c>release</c>, <c>drift</c> or an operator's name.</summary>
    public required string Actor { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Instances to bring into live.</summary>
    public IReadOnlyList<InstanceId> Promote { get; init; } = [];

    /// <summary>Live instances that become cover again without a restart.</summary>
    public IReadOnlyList<InstanceId> Demote { get; init; } = [];

    /// <summary>Live instances to drain and terminate.</summary>
    public IReadOnlyList<InstanceId> Retire { get; init; } = [];

    /// <summary>Instances that served when the run was opened, per service: the level a roll-back returns to.</summary>
    public IReadOnlyList<ServiceLevel> ServingBefore { get; init; } = [];

    /// <summary>Time over which promoted instances are brought to their full weight; zero for at once.</summary>
    public TimeSpan SlowStart { get; init; }

    /// <summary>How long a Replace can be undone after it was committed.</summary>
    public TimeSpan RetainFor { get; init; }

    /// <summary>Which wave of its release a Replace is; null for one that takes over at once.</summary>
    public ReleaseWave? Wave { get; init; }

    /// <summary>The committed run that this one undoes; null when it undoes none.</summary>
    public RunId? Undoes { get; init; }

    /// <summary>The command that asked for it, by its key in the store; null when no operator did.</summary>
    public string? CommandKey { get; init; }

    /// <summary>Services whose background work the run hands over from what leaves to what is promoted. Default: none.</summary>
    public IReadOnlyList<ServiceWork> Work { get; init; } = [];

    /// <summary>Data sets whose writers the run moves, since they leave live. Default: none.</summary>
    public IReadOnlyList<WriterMove> Writers { get; init; } = [];

    /// <summary>Everything that leaves live.</summary>
    public IEnumerable<InstanceId> Leaving => Demote.Concat(Retire).Order();

    /// <summary>The side on which a committed run puts an instance; null when it does not name it.</summary>
    /// <param name="instance">The instance.</param>
    public Side? SideAfter(InstanceId instance) =>
        Promote.Contains(instance) ? Side.Live
        : Demote.Contains(instance) ? Side.Shadow
        : Retire.Contains(instance) ? Side.Retiring
        : null;
}
