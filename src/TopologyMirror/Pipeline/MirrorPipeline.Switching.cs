using TopologyMirror.Durability;
using TopologyMirror.Internal;
using TopologyMirror.Switchover;
using TopologyMirror.Telemetry;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    /// <summary>More than any run takes; a sequence that does not end by itself is ended for this tick.</summary>
    private const int MaxSwitchSteps = 64;

    /// <summary>Opens the run that is planned, then carries the open run on: ask, act, observe again, until it waits or is done.</summary>
    private async ValueTask SwitchAsync(TickWork tick, RunPlan? plan, CancellationToken cancellationToken)
    {
        if (plan is not null)
        {
            // Fleet changes of this tick may have taken the number that the plan was made with.
            plan = plan with { Run = _journal.Book.LastRun.Next };
            await _journal.AppendAsync(
                tick.Lease.Epoch, JournalRecordKind.Opened, RunKey(plan), plan, JournalPayloads.Default.RunPlan, cancellationToken).ConfigureAwait(false);
            Log.RunOpened(_logger, plan.Run, Cluster, plan.Kind, plan.Reason);
        }

        ClusterObservation? observation = null;
        for (int i = 0; i < MaxSwitchSteps && _journal.Book.Open is { } run; i++)
        {
            await ReadCommandsAsync(cancellationToken).ConfigureAwait(false);
            observation ??= await ObserveAsync(cancellationToken).ConfigureAwait(false);
            DateTimeOffset now = _time.GetUtcNow();
            SwitchoverAction action = _parts.Switchover.Next(
                run,
                new SwitchoverObservation
                {
                    Now = now, World = observation.World, Needs = observation.Needs, AbortRequested = Operator.AbortRequestFor(run.Plan), Hold = HoldOnRun,
                });
            if (run.HeldSince is not null && action is not SwitchoverAction.Hold)
            {
                await HoldAsync(tick, run, null, cancellationToken).ConfigureAwait(false);
            }

            switch (action)
            {
                case SwitchoverAction.Enter enter:
                    await EnterAsync(tick, run, enter, observation, cancellationToken).ConfigureAwait(false);
                    break;
                case SwitchoverAction.Close close:
                    await CloseAsync(tick, run, close, observation, cancellationToken).ConfigureAwait(false);
                    break;
                case SwitchoverAction.Wait wait when wait.Until <= (wait.IsAttended ? tick.AttendUntil : tick.WaitUntil):
                    i -= wait.IsAttended && wait.Until > now ? 1 : 0;
                    await VirtualDelay.WaitAsync(_time, wait.Until - now, cancellationToken).ConfigureAwait(false);
                    observation = null;
                    break;
                case SwitchoverAction.AttachMonitoring or SwitchoverAction.SetWeights or SwitchoverAction.Wire
                    or SwitchoverAction.SetWork or SwitchoverAction.MoveData:
                    await ActAsync(tick, run, action, observation, cancellationToken).ConfigureAwait(false);
                    observation = null;
                    break;
                case SwitchoverAction.Hold hold:
                    await HoldAsync(tick, run, hold.Reason, cancellationToken).ConfigureAwait(false);
                    return;
                default:
                    return;
            }
        }
    }

    private async ValueTask ActAsync(
        TickWork tick, SwitchoverState run, SwitchoverAction action, ClusterObservation observation, CancellationToken cancellationToken)
    {
        GuardedPorts ports = _guard.For(observation, tick.Lease);
        var key = new EffectKey(Cluster, run.Plan.Run, run.Steps + 1, run.Attempts + 1);
        string reason = $"{run.Plan.Kind}: {run.Phase}";
        ValueTask<EffectOutcome> effect = action switch
        {
            SwitchoverAction.AttachMonitoring attach => ports.MonitorAsync(key, attach: true, attach.Instances, reason, cancellationToken),
            SwitchoverAction.SetWeights weights => ports.SetWeightsAsync(key, weights.Router, weights.Weights, reason, cancellationToken),
            SwitchoverAction.Wire wire => ports.WireAsync(key, wire.Links, reason, cancellationToken),
            SwitchoverAction.SetWork work => ports.SetWorkAsync(key, work.Work, work.Instances, work.Active, reason, cancellationToken),
            SwitchoverAction.MoveData data => ports.MoveDataAsync(key, data, reason, cancellationToken),
            _ => throw new InvalidOperationException($"{action.GetType().Name} is not an effect."),
        };
        await effect.ConfigureAwait(false);
    }

    private async ValueTask EnterAsync(
        TickWork tick, SwitchoverState run, SwitchoverAction.Enter enter, ClusterObservation observation, CancellationToken cancellationToken)
    {
        // What the new side will be held against is what the old one did before anything was changed.
        IReadOnlyList<ServiceSignals> baseline = enter.Phase == SwitchoverPhase.Route ? ServiceSignals.Baseline(run.Plan, observation.World) : [];
        await _journal.AppendAsync(
            tick.Lease.Epoch, JournalRecordKind.Entered, RunKey(run.Plan), new EnteredPayload(enter.Phase, enter.Reason, baseline.Count == 0 ? null : baseline, Changed(run) ? ObservedWeight.Of(observation.World) : null), JournalPayloads.Default.EnteredPayload, cancellationToken)
            .ConfigureAwait(false);
        if (enter.Phase == SwitchoverPhase.Arm)
        {
            _validator.Interrupt();
        }

        _leads = _leads.Left(run, _time.GetUtcNow());
        Log.RunEntered(_logger, run.Plan.Run, Cluster, enter.Phase, enter.Reason);
    }

    private async ValueTask CloseAsync(TickWork tick, SwitchoverState run, SwitchoverAction.Close close, ClusterObservation observation, CancellationToken cancellationToken)
    {
        bool byOperator = Operator.AbortRequestFor(run.Plan) is not null && close.Outcome != SwitchoverOutcome.Committed;
        await _journal.AppendAsync(
            tick.Lease.Epoch, JournalRecordKind.Closed, RunKey(run.Plan), new ClosedPayload(close.Outcome, close.Reason, close.Lost.Count == 0 ? null : close.Lost, byOperator, close.Kept.Count == 0 ? null : close.Kept, ObservedWeight.Of(observation.World)), JournalPayloads.Default.ClosedPayload, cancellationToken)
            .ConfigureAwait(false);
        DateTimeOffset now = _time.GetUtcNow();
        tick.Closed.Add(run.Close(close.Outcome, now, close.Reason) with { Lost = close.Lost });
        Operator.RunEnded();
        await EndSlotAsync(tick.Lease, cancellationToken).ConfigureAwait(false);
        Log.RunClosed(_logger, run.Plan.Run, Cluster, close.Outcome, close.Reason);
        MirrorTelemetry.SwitchoverDuration.Record(
            (now - run.Plan.OpenedAt).TotalSeconds,
            new(MirrorTelemetry.ClusterTag, Cluster.Value),
            new(MirrorTelemetry.KindTag, run.Plan.Kind.ToString()),
            new(MirrorTelemetry.OutcomeTag, close.Outcome.ToString()));
        if (close.Outcome == SwitchoverOutcome.Committed && run.Plan.Kind == SwitchoverKind.Join)
        {
            _leads = _leads.Promoted(run, now);
            await SaveLeadTimesAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>From when the run has tried to change routes, the journal tells what was observed of them.</summary>
    private static bool Changed(SwitchoverState run) => run.Reached >= SwitchoverPhase.VerifyRoute;

    private EffectKey RunKey(RunPlan plan) => new(Cluster, plan.Run, 0, 0);
}
