using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Promotion;
using TopologyMirror.Routing;
using TopologyMirror.Shadow;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    /// <summary>What the decision asks for, as far as mode, pause and commands allow: mirror, retire, switch over.</summary>
    private async ValueTask CarryOutAsync(
        TickWork tick, ClusterObservation observation, PromotionDecision decision, CancellationToken cancellationToken)
    {
        RunPlan? commanded = await TakeCommandsAsync(tick, observation, cancellationToken).ConfigureAwait(false);
        if (_options.Mode == ControlMode.Observe)
        {
            return;
        }

        observation = observation with { Rejected = _journal.Book.Rejected, Release = _journal.Book.Release };
        await NoteReleasesAsync(tick, observation, cancellationToken).ConfigureAwait(false);
        bool automatic = _options.Mode == ControlMode.Automatic && !_journal.Book.IsPaused;
        RunPlan? plan = _journal.Book.Open is not null ? null
            : commanded ?? (automatic ? PlanRun(decision, observation, tick.Counts) : null);
        if (plan is not null && plan.Leaving.Any() && await IsLeftAsync(tick, plan, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        plan = await WithSlotAsync(tick, plan, commanded is not null, observation, cancellationToken).ConfigureAwait(false);
        RunPlan? busy = plan ?? _journal.Book.Open?.Plan;

        // While a release changes hands both sides must stay as they are: the old one is the way back.
        if (automatic && busy?.Kind != SwitchoverKind.Replace)
        {
            IReadOnlySet<InstanceId> reserved = new SortedSet<InstanceId>(busy?.Promote ?? []);
            await MirrorAsync(tick, observation, decision, reserved, cancellationToken).ConfigureAwait(false);
        }

        await RetireAsync(tick, observation, cancellationToken).ConfigureAwait(false);
        if (tick.IsLeft)
        {
            return;
        }

        await SwitchAsync(tick, plan is null ? null : WithWorkAndData(plan, observation), cancellationToken).ConfigureAwait(false);
        await WorkAsync(tick, cancellationToken).ConfigureAwait(false);
        if (automatic && _journal.Book.Open?.Plan.Kind != SwitchoverKind.Replace)
        {
            // After the switch: a surge must not wait for a delivery.
            await PropagateAsync(tick, observation, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask MirrorAsync(
        TickWork tick, ClusterObservation observation, PromotionDecision decision, IReadOnlySet<InstanceId> reserved, CancellationToken cancellationToken)
    {
        IReadOnlyList<ShadowTarget> targets = Targets(observation, decision);
        IReadOnlyList<FleetAction> actions = _parts.ShadowManager.Plan(new MirrorInput
        {
            Now = _time.GetUtcNow(),
            World = observation.World,
            CoverDigest = observation.CoverDigest,
            CandidateDigest = observation.CandidateDigest,
            Targets = targets,
            Reserved = reserved,
            NoCoverLaunchBefore = _validator.Holds,
            Undelivered = observation.Undelivered,
            Refused = new SortedSet<InstanceId>(observation.Propagation.Refused.Keys),
            Options = _options.Shadow,
        });
        await NoteLeftAsync(tick, observation, actions, cancellationToken).ConfigureAwait(false);
        await NoteResyncAsync(tick, observation, actions, targets, cancellationToken).ConfigureAwait(false);

        GuardedPorts ports = _guard.For(observation, tick.Lease);
        foreach (FleetAction action in WithinCaps(observation, decision, tick.Counts, actions))
        {
            // A fleet change takes a run number of its own, and ends when its call is accepted and journaled.
            var key = new EffectKey(Cluster, _journal.Book.LastRun.Next, 1, 1);
            string reason = $"{action.Service}: {action.Reason}{(action.Zone is { } zone ? $", zone {zone}" : null)}{(action.Size is { } size ? $", size {size}" : null)}";
            if (action.Launch > 0)
            {
                // What cannot be read now may have to be delivered or not: nobody knows how to launch for it.
                if (observation.Unreadable.Contains(action.Digest ?? observation.CoverDigest))
                {
                    continue;
                }

                await ports.LaunchAsync(
                    key, action.Service, action.Launch, action.Digest ?? observation.CoverDigest, action.Zone, action.Size, reason, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                IReadOnlyList<InstanceId> ended = await WithoutOwnAsync(tick, action.Terminate, cancellationToken).ConfigureAwait(false);
                if (ended.Count > 0)
                {
                    await EndShadowAsync(tick, ports, key, observation.World, ended, reason, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>What the shadow should have. While load is unknown or a run is open, nothing that stands ready is replaced for its size.</summary>
    private IReadOnlyList<ShadowTarget> Targets(ClusterObservation observation, PromotionDecision decision) =>
    [
        .. decision.Services.Select(s => new ShadowTarget(
            s.Service, s.Cover, s.Candidate, KeepsSizes: _journal.Book.Open is not null || observation.Needs.Any(n => n.Service == s.Service && n.IsStale))),
        .. LeavingTargets(),
    ];

    /// <summary>A shadow instance that once served still stands in route tables and in monitoring: it leaves those as well.</summary>
    private async ValueTask EndShadowAsync(
        TickWork tick,
        GuardedPorts ports,
        EffectKey key,
        WorldView world,
        IReadOnlyList<InstanceId> instances,
        string reason,
        CancellationToken cancellationToken)
    {
        foreach (RouteTable table in world.Routes)
        {
            InstanceId[] listed = [.. instances.Where(i => table.Find(i) is not null)];
            if (listed.Length > 0)
            {
                await ports.RemoveRoutesAsync(key, table.Router, listed, reason, cancellationToken).ConfigureAwait(false);
                key = key with { Step = key.Step + 1 };
            }
        }

        EffectOutcome ended = await ports.TerminateAsync(key, instances, reason, cancellationToken).ConfigureAwait(false);
        if (!ended.IsAccepted)
        {
            return;
        }

        InstanceId[] watched = world.Monitoring is { } monitoring ? [.. instances.Where(monitoring.Watched.Contains)] : [];
        if (watched.Length > 0)
        {
            await ports.MonitorAsync(key with { Step = key.Step + 1 }, attach: false, watched, reason, cancellationToken).ConfigureAwait(false);
        }

        InstanceId[] named = [.. instances.Where(i => _journal.Book.Sides.Find(i) is not null || _journal.Book.Workers.ContainsKey(i))];
        if (named.Length > 0)
        {
            await SettleAsync(tick, key, named, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Instances that are gone need not be remembered.</summary>
    private ValueTask SettleAsync(TickWork tick, EffectKey key, IReadOnlyList<InstanceId> gone, CancellationToken cancellationToken) =>
        _journal.AppendAsync(
            tick.Lease.Epoch, JournalRecordKind.Settled, key, new SettledPayload(gone), JournalPayloads.Default.SettledPayload, cancellationToken);

    /// <summary>After a run the shadow is in step again once what it retired is gone, nothing has drifted, and the shadow is exactly what it should be.</summary>
    private async ValueTask NoteResyncAsync(
        TickWork tick, ClusterObservation observation, IReadOnlyList<FleetAction> actions, IReadOnlyList<ShadowTarget> targets, CancellationToken cancellationToken)
    {
        RunBook book = _journal.Book;
        bool inStep = actions.Count == 0
            && book.Retiring.IsEmpty
            && !Drifted(observation).Any()
            && _validator.Holds.Values.All(h => h <= _time.GetUtcNow())
            && ShadowStep.IsInStep(observation.World, observation.CoverDigest, observation.CandidateDigest, targets);
        if (book is not { AwaitingResync: { } run, Open: null } || !inStep)
        {
            return;
        }

        var payload = new ResyncedPayload([.. targets.Select(t => new ResyncedService(t.Service, t.Cover, t.Candidate))], _time.GetUtcNow() - book.AwaitingSince);

        await _journal.AppendAsync(
            tick.Lease.Epoch, JournalRecordKind.Resynced, new EffectKey(Cluster, run, 0, 0), payload, JournalPayloads.Default.ResyncedPayload, cancellationToken)
            .ConfigureAwait(false);
        tick.Resynced = run;
        Log.Resynced(_logger, run, Cluster);
    }

    private async ValueTask RetireAsync(TickWork tick, ClusterObservation observation, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        RetireEntry[] entries = [.. _journal.Book.Retiring.Concat(_missing.Gone(now)).DistinctBy(e => e.Instance)];
        if (entries.Length == 0)
        {
            return;
        }

        GuardedPorts ports = _guard.For(observation, tick.Lease);
        IReadOnlyList<InstanceId> ended = await WithoutOwnAsync(tick, [.. entries.Select(e => e.Instance)], cancellationToken).ConfigureAwait(false);
        entries = [.. entries.Where(e => ended.Contains(e.Instance))];
        IReadOnlyList<RetireAction> actions = RetirePlanner.Plan(entries, observation.World, now, _options.Switchover);
        foreach (RetireAction action in actions)
        {
            const string reason = "retired by a committed run, or gone";
            var key = new EffectKey(Cluster, _journal.Book.LastRun.Next, 1, 1);
            if (action.Kind == RetireActionKind.Settle)
            {
                await SettleAsync(tick, key, action.Instances, cancellationToken).ConfigureAwait(false);
                continue;
            }

            ValueTask<EffectOutcome> effect = action.Kind switch
            {
                RetireActionKind.Drain => ports.SetWeightsAsync(
                    key, action.Router!, [.. action.Instances.Select(i => new RouteWeight(i, 0))], reason, cancellationToken),
                RetireActionKind.RemoveRoutes => ports.RemoveRoutesAsync(key, action.Router!, action.Instances, reason, cancellationToken),
                RetireActionKind.Terminate => ports.TerminateAsync(key, action.Instances, reason, cancellationToken),
                _ => ports.MonitorAsync(key, attach: false, action.Instances, reason, cancellationToken),
            };
            await effect.ConfigureAwait(false);
        }
    }
}
