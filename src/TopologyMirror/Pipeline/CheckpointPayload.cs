using TopologyMirror.Propagation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>All that a journal says up to here while no run is open, so that a reader may begin here.</summary>
internal sealed record CheckpointPayload(RunId LastRun)
{
    public IReadOnlyList<CheckpointSide> Sides { get; init; } = [];

    public IReadOnlyList<RetireEntry> Retiring { get; init; } = [];

    public IReadOnlyList<CheckpointWorker> Workers { get; init; } = [];

    public RunPlan? LastJoin { get; init; }

    public ConfigDigest? Established { get; init; }

    public ConfigDigest? Rejected { get; init; }

    public string? RejectedReason { get; init; }

    public IReadOnlyList<PropagationAttempts> Attempts { get; init; } = [];

    public IReadOnlyList<RevisionStep> Done { get; init; } = [];

    public IReadOnlyList<ConfigDigest> Lineage { get; init; } = [];

    public DateTimeOffset? ReleasedAt { get; init; }

    public IReadOnlyList<CheckpointClosedWay> NoWayBack { get; init; } = [];

    public string? ContractFailure { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset LastFailureAt { get; init; }

    public OperatorOrder? Pause { get; init; }

    public OperatorOrder? Hold { get; init; }

    public OperatorOrder? Glass { get; init; }

    public RunId? AwaitingResync { get; init; }

    public DateTimeOffset AwaitingSince { get; init; }

    public IReadOnlyList<ServiceName> LeavingServices { get; init; } = [];

    public OpenRelease? Release { get; init; }

    public RetainedRevision? Retained { get; init; }

    public PinnedDigest? Pin { get; init; }

    public RunId? LastUndoing { get; init; }

    public RunId LastCommitted { get; init; }

    public IReadOnlyList<CheckpointLaunch> Launches { get; init; } = [];

    public IReadOnlyList<string> CommandKeys { get; init; } = [];

    public IReadOnlyList<JournalCheckpoint> Checkpoints { get; init; } = [];
}
