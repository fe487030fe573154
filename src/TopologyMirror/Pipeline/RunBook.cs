using System.Collections.Immutable;
using TopologyMirror.Durability;
using TopologyMirror.Routing;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>
/// What the journal says of a cluster: a fold of its records, the same at recovery as in operation, so that a new owner knows what the old
/// one knew. Immutable.
/// </summary>
internal sealed partial record RunBook
{
    public static RunBook Empty { get; } = new();

    /// <summary>The newest record that was folded.</summary>
    public long Sequence { get; init; }

    /// <summary>The highest run number given so far.</summary>
    public RunId LastRun { get; init; }

    /// <summary>The open run; null when there is none.</summary>
    public SwitchoverState? Open { get; init; }

    /// <summary>The sides on which committed runs put instances.</summary>
    public SideAssignments Sides { get; init; } = SideAssignments.None;

    /// <summary>Retired instances that are not gone yet, in the order of their runs.</summary>
    public ImmutableList<RetireEntry> Retiring { get; init; } = [];

    /// <summary>Instances that were told to work and are not settled, with their services: where nobody sees them any more, their work may go on.</summary>
    public ImmutableSortedDictionary<InstanceId, ServiceName> Workers { get; init; } = ImmutableSortedDictionary<InstanceId, ServiceName>.Empty;

    /// <summary>The newest committed join, which a roll-back undoes; null once it is undone.</summary>
    public RunPlan? LastJoin { get; init; }

    /// <summary>The digest that the newest committed Replace or Join put live; null when there was none.</summary>
    public ConfigDigest? Established { get; init; }

    /// <summary>The digest of the newest Replace that was rolled back, or of the newest revision that was refused before: it is not tried again while it stays the desired one.</summary>
    public ConfigDigest? Rejected { get; init; }

    /// <summary>Why it is not tried again; null when none is rejected.</summary>
    public string? RejectedReason { get; init; }

    /// <summary>What was attempted and done on the way of revisions to instances.</summary>
    public PropagationBook Propagation { get; init; } = PropagationBook.Empty;

    /// <summary>Runs in a row that did not commit.</summary>
    public int Failures { get; init; }

    /// <summary>When the newest of them ended.</summary>
    public DateTimeOffset LastFailureAt { get; init; }

    /// <summary>The time before which no run starts by itself; null when runs have committed.</summary>
    public DateTimeOffset? NoRunBefore => Failures == 0 ? null : RunBackoff.Until(Failures, LastFailureAt);

    /// <summary>
    /// The sides by which is planned: while a run is open, what it promotes is still shadow, unless it is live already and a router has
    /// forgotten it, and what it takes out is still live.
    /// </summary>
    public SideAssignments SidesInForce =>
        Open is null ? Sides : Sides.With(Open.Plan.Promote.Where(i => Sides.Find(i) != Side.Live), Side.Shadow).With(Open.Plan.Leaving, Side.Live);

    /// <summary>True after an operator's pause.</summary>
    public bool IsPaused => Pause is not null;

    /// <summary>The pause in force.</summary>
    public OperatorOrder? Pause { get; init; }

    /// <summary>True after an operator's hold.</summary>
    public bool IsHeld => Hold is not null;

    /// <summary>The hold in force.</summary>
    public OperatorOrder? Hold { get; init; }

    /// <summary>The newest ended run after which the shadow was not yet observed in step again.</summary>
    public RunId? AwaitingResync { get; init; }

    /// <summary>When that run ended.</summary>
    public DateTimeOffset AwaitingSince { get; init; }

    /// <summary>Services that are not declared any more and whose shadow is still to be ended, in ordinal order.</summary>
    public ImmutableSortedSet<ServiceName> LeavingServices { get; init; } = [];

    public RunBook Apply(JournalRecord written)
    {
        JournalRecord record = JournalUpgrades.Default.ToNewest(written);
        if (record.Kind == JournalRecordKind.Checkpoint)
        {
            return Pass(record);
        }

        RunBook next = this with { Sequence = record.Sequence, LastRun = record.Run > LastRun ? record.Run : LastRun, Propagation = Propagation.Apply(record) };
        if (record.Kind == JournalRecordKind.Intent && record.Payload.Contains(nameof(ProposedEffectKind.ActivateWork), StringComparison.Ordinal))
        {
            EffectPayload effect = JournalPayloads.Read(record.Payload, JournalPayloads.Default.EffectPayload, record.Sequence);
            next = effect is { Kind: ProposedEffectKind.ActivateWork, Service: { } service, Instances: { } told }
                ? next with { Workers = next.Workers.SetItems(told.Select(i => KeyValuePair.Create(i, service))) }
                : next;
        }

        next = next.NoteLaunch(record);
        bool ofOpenRun = Open is not null && Open.Plan.Run == record.Run;
        switch (record.Kind)
        {
            case JournalRecordKind.Opened:
                RunPlan plan = JournalPayloads.Read(record.Payload, JournalPayloads.Default.RunPlan, record.Sequence);
                return next.Remember(plan.CommandKey) with { Open = SwitchoverState.Open(plan) };
            case JournalRecordKind.Entered when ofOpenRun:
                EnteredPayload entered = JournalPayloads.Read(record.Payload, JournalPayloads.Default.EnteredPayload, record.Sequence);
                return next with { Open = Open!.Enter(entered.Phase, record.Time, entered.Reason) with { Baseline = entered.Baseline ?? Open.Baseline } };
            case JournalRecordKind.Intent when ofOpenRun:
                return next with { Open = Open!.Intend(record.Step, record.Time) };
            case JournalRecordKind.Intent when Retiring.Count > 0:
                return next.Drained(record);
            case JournalRecordKind.Held when ofOpenRun:
                HeldPayload held = JournalPayloads.Read(record.Payload, JournalPayloads.Default.HeldPayload, record.Sequence);
                return next with { Open = Open!.Hold(held.Reason, record.Time) };
            case JournalRecordKind.ReleaseEnded:
                return next.EndRelease(record);
            case JournalRecordKind.Unpinned:
                return next with { Pin = null };
            case JournalRecordKind.Result when ofOpenRun:
                ResultPayload result = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ResultPayload, record.Sequence);
                return next with { Open = Open!.Settle(result.Outcome == EffectOutcomeKind.Accepted ? null : result.Detail ?? result.Outcome.ToString()) };
            case JournalRecordKind.Closed when ofOpenRun:
                ClosedPayload closed = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ClosedPayload, record.Sequence);
                return next.Close(Kept(Open!.Plan, closed), closed, record);
            case JournalRecordKind.Settled:
                SettledPayload settled = JournalPayloads.Read(record.Payload, JournalPayloads.Default.SettledPayload, record.Sequence);
                return next with
                {
                    Retiring = Retiring.RemoveAll(e => settled.Instances.Contains(e.Instance)),
                    Sides = Sides.Without(settled.Instances),
                    Workers = Workers.RemoveRange(settled.Instances),
                };
            case JournalRecordKind.Resynced:
                _ = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ResyncedPayload, record.Sequence);
                return next with { AwaitingResync = null };
            case JournalRecordKind.Reconfigured:
                ReconfiguredPayload declared = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ReconfiguredPayload, record.Sequence);
                return next with { LeavingServices = [.. declared.Leaving] };
            case JournalRecordKind.Command:
                CommandPayload command = JournalPayloads.Read(record.Payload, JournalPayloads.Default.CommandPayload, record.Sequence);
                return next.NoteCommand(command).ApplyCommand(command, new OperatorOrder(command.Actor, command.Reason, record.Time));
            case JournalRecordKind.Rejected:
                RejectedPayload rejected = JournalPayloads.Read(record.Payload, JournalPayloads.Default.RejectedPayload, record.Sequence);
                return next.Reject(rejected.Digest, rejected.Reason);
            default:
                return next;
        }
    }

    /// <summary>What a committed run promoted and could not serve is retired with it.</summary>
    private static RunPlan Kept(RunPlan plan, ClosedPayload closed) => closed.Lost is not { Count: > 0 } lost ? plan : plan with
    {
        Promote = [.. plan.Promote.Except(lost)],
        Retire = [.. plan.Retire.Concat(lost).Order()],
    };

    private RunBook Close(RunPlan plan, ClosedPayload payload, JournalRecord record)
    {
        SwitchoverOutcome outcome = payload.Outcome;
        RunBook closed = this with { Open = null, AwaitingResync = plan.Run, AwaitingSince = record.Time };
        if (plan.Kind == SwitchoverKind.Replace)
        {
            closed = closed.ApplyReplace(plan, payload, record);
        }

        return outcome != SwitchoverOutcome.Committed ? closed with
        {
            Failures = Failures + 1,
            LastFailureAt = record.Time,
            Sides = Sides.With(payload.Kept ?? [], Side.Live),
        } : closed with
        {
            Failures = 0,
            Sides = Sides.With(plan.Promote, Side.Live).With(plan.Demote, Side.Shadow).With(plan.Retire, Side.Retiring),
            Retiring = Retiring.AddRange(plan.Retire.Select(i => new RetireEntry(i, plan.Run, record.Time))),
            LastCommitted = plan.Run,
            LastUndoing = plan.Undoes is null ? LastUndoing : plan.Run,
            Established = plan.Kind == SwitchoverKind.Join && plan.Promote.Count > 0 && Release is null ? plan.Digest : closed.Established,
            LastJoin = plan.Kind == SwitchoverKind.Join ? plan
                : LastJoin is not null && LastJoin.Promote.Any(i => plan.Leaving.Contains(i)) ? null
                : LastJoin,
        };
    }
}
