using TopologyMirror.Durability;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

internal sealed partial record RunBook
{
    /// <summary>The release of which some waves are committed and some are not; null when there is none.</summary>
    public OpenRelease? Release { get; init; }

    /// <summary>What the newest committed release replaced; null when there was none.</summary>
    public RetainedRevision? Retained { get; init; }

    /// <summary>What the cluster should run instead of what the source asks for; null when that counts.</summary>
    public PinnedDigest? Pin { get; init; }

    /// <summary>The newest committed run that undid another; null when there was none.</summary>
    public RunId? LastUndoing { get; init; }

    /// <summary>The newest committed run.</summary>
    public RunId LastCommitted { get; init; }

    /// <summary>What the cluster should run: an open release is finished first, then an operator's roll-back counts, then the source.</summary>
    public ConfigDigest Effective(ConfigDigest asked) =>
        Release is { IsBackward: false } release ? release.Digest
        : Pin is { } pin && pin.InsteadOf == asked ? pin.Target
        : asked;

    /// <summary>Says why the newest committed change cannot be undone; null when it can.</summary>
    public string? RollbackRefusal(DateTimeOffset now)
    {
        if (LastUndoing is { } undoing && undoing == LastCommitted)
        {
            return $"run {undoing} was a roll-back, and there is no roll-back of a roll-back";
        }

        return JoinIsNewest || Retained is not { } retained ? null
            : Release is { } release ? $"the release of {release.Digest.Abbreviated} is not done; abort it instead"
            : retained.IsUndoing ? $"run {retained.Run} was a roll-back, and there is no roll-back of a roll-back"
            : Propagation.NoWayBack.TryGetValue(retained.Previous, out ConfigDigest contracted)
                ? $"there is no way back to {retained.Previous.Abbreviated}: a contract step of {contracted.Abbreviated} has begun since"
            : now >= retained.Until ? FormattableString.Invariant($"revision {retained.Previous.Abbreviated} was retained until {retained.Until:yyyy-MM-dd HH:mm}")
            : null;
    }

    /// <summary>True when the newest change that can be undone is a join.</summary>
    public bool JoinIsNewest => LastJoin is { } join && (Retained is null || join.Run > Retained.Run);

    /// <summary>What requests were last taken from begins to drain then, whoever gave it requests after its run.</summary>
    private RunBook Drained(JournalRecord record)
    {
        EffectPayload effect = JournalPayloads.Read(record.Payload, JournalPayloads.Default.EffectPayload, record.Sequence);
        if (effect is not { Kind: ProposedEffectKind.SetWeights, Weight: 0, Instances: { } instances })
        {
            return this;
        }

        return this with { Retiring = [.. Retiring.Select(e => instances.Contains(e.Instance) ? e with { Since = record.Time } : e)] };
    }

    private RunBook ApplyReplace(RunPlan plan, ClosedPayload closed, JournalRecord record)
    {
        if (closed.Outcome == SwitchoverOutcome.Committed)
        {
            return Advance(plan, record);
        }

        // An abort before the first route change that nobody asked for is tried again; whatever else ends a release rejects its digest.
        bool rejects = closed.Outcome == SwitchoverOutcome.RolledBack || closed.ByOperator;
        return !rejects || plan.Wave is { IsBackward: true } ? this : this with
        {
            Rejected = plan.Digest,
            RejectedReason = closed.Reason,
            Release = Release is null ? null : Release with { IsBackward = true },
        };
    }

    private RunBook Advance(RunPlan plan, JournalRecord record)
    {
        if (plan is { Wave: { IsLast: false } wave, PreviousDigest: { } previous })
        {
            return this with
            {
                Release = Release is { } open
                    ? open with { Waves = wave.Number, LastWave = wave.IsBackward ? open.LastWave : plan.Run }
                    : new OpenRelease
                    {
                        Digest = plan.Digest,
                        Previous = previous,
                        Waves = wave.Number,
                        LastWave = plan.Run,
                        RetainFor = plan.RetainFor,
                        IsUndoing = plan.Undoes is not null,
                    },
            };
        }

        PropagationBook propagation = Propagation.Replaced(plan.Digest, plan.PreviousDigest, record.Time);
        return plan.Wave is { IsBackward: true } ? this with { Release = null, Established = plan.Digest, Propagation = propagation } : this with
        {
            Release = null,
            Established = plan.Digest,
            Propagation = propagation,
            Rejected = null,
            RejectedReason = null,
            Pin = Pin?.Target == plan.Digest ? Pin : null,
            Retained = plan.PreviousDigest is { } replaced
                ? new RetainedRevision(plan.Run, plan.Digest, replaced, record.Time + plan.RetainFor, plan.Undoes is not null)
                : Retained,
        };
    }

    /// <summary>Live was observed to run one digest again, although no wave said that it was the last.</summary>
    private RunBook EndRelease(JournalRecord record) => Release is not { } release ? this : this with
    {
        Release = null,
        Established = release.Target,
        Propagation = Propagation.Replaced(release.Target, release.IsBackward ? release.Digest : release.Previous, record.Time),
        Retained = release.IsBackward ? Retained : new RetainedRevision(
            release.LastWave, release.Digest, release.Previous, record.Time + release.RetainFor, release.IsUndoing),
    };

    /// <summary>A revision goes no further. Where it has come into live by some waves already, they are taken back.</summary>
    private RunBook Reject(ConfigDigest digest, string reason) => this with
    {
        Rejected = digest,
        RejectedReason = reason,
        Release = Release is { IsBackward: false } open && open.Digest == digest ? open with { IsBackward = true } : Release,
    };

    private RunBook ApplyCommand(CommandPayload command, OperatorOrder order) => command.Command switch
    {
        OperatorCommandKind.Pause => this with { Pause = order },
        OperatorCommandKind.Resume => this with { Pause = null, Rejected = null, RejectedReason = null, Failures = 0 },
        OperatorCommandKind.Hold => this with { Hold = order },
        OperatorCommandKind.Release => this with { Hold = null },
        OperatorCommandKind.BreakGlass => this with { Glass = order },
        OperatorCommandKind.MendGlass => this with { Glass = null },
        OperatorCommandKind.Abort when Open is null && Release is { IsBackward: false } release => Reject(release.Digest, $"{command.Actor}: {command.Reason}"),
        OperatorCommandKind.Rollback when command is { Target: { } target, InsteadOf: { } asked } && Retained is { } retained =>
            this with { Pin = new PinnedDigest(target, asked, retained.Run) },
        _ => this,
    };
}
