using TopologyMirror.Capacity;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;
using TopologyMirror.Telemetry;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private PromotionDecision Decide(ClusterObservation observation, IReadOnlyList<ServiceCounts> counts)
    {
        DateTimeOffset now = _time.GetUtcNow();
        MetricForecast[] forecasts = [.. _tracks.Select(t => t.Newest)];
        LeadTimes leads = WithRamp(_leads.Quantile(_options.Capacity.LeadTimeQuantile));
        foreach (MetricTrack track in _tracks)
        {
            track.Planned(now, now + leads.Launch + leads.Promote + TickInterval, _options.Capacity.Risk);
        }

        var input = new PromotionInput
        {
            Now = now,
            TickInterval = TickInterval,
            Plan = new CapacityPlan(forecasts, Capacities, _options.Capacity.Risk),
            ReleasePlan = ReleasePlan(observation, forecasts),
            Capacities = Capacities,
            Needs = observation.Needs,
            Counts = counts,
            LeadTimes = leads,
            MissingCost = _options.Capacity.MissingCost,
            JumpedAt = _tracks.Max(t => t.JumpedAt),
            ReactiveHeadroom = _options.Capacity.ReactiveHeadroom,
            StandingCover = _options.Shadow.StandingCover,
            RunOpen = _journal.Book.Open is not null,
            NoRunBefore = _journal.Book.NoRunBefore,
            IsHeld = _journal.Book.IsHeld,
            ReleaseBake = observation.ReleaseDigest is null ? null : _options.Switchover.Bake,
            Release = observation.Release,
            Room = observation.World.Topology.Room,
            WaveSizes = [.. _parts.Capacities.Select(c => _options.Services[c.Service.Value].WaveSize)],
            CalledInShadow = observation.World.Wiring is { } wiring
                ? new SortedSet<ServiceName>(_parts.Cluster.Services.SelectMany(c => wiring.SameSideOf(c.Name)))
                : new SortedSet<ServiceName>(),
            LiveIsUnhealthy = SideHealth.Unhealthy(
                observation.World, _parts.Capacities.Select(c => c.Service), _options.Switchover.Guardrails) is not null,
            Costs = _parts.Costs,
            Caps = _parts.Caps,
            FleetUse = Use(observation),
            Memory = _memory ?? PromotionMemory.Start(now),
        };
        var outlook = PromotionOutlook.Of(input, _options.Promotion);
        (PromotionDecision decision, PromotionMemory memory) = _policy.Decide(input, outlook);
        _memory = memory;
        Record(observation, input, outlook, decision, memory);
        MirrorTelemetry.Decisions.Add(
            1, new(MirrorTelemetry.ClusterTag, Cluster.Value), new(MirrorTelemetry.KindTag, decision.Kind.ToString()));
        Report(decision);
        if (decision.Kind != PromotionKind.Hold)
        {
            Log.Decided(_logger, Cluster, decision.Kind, decision.Reasons[0]);
        }

        return decision;
    }

    /// <summary>The run that a decision asks for; null when it asks for none.</summary>
    private RunPlan? PlanRun(PromotionDecision decision, ClusterObservation observation, IReadOnlyList<ServiceCounts> counts)
    {
        string actor = decision.Reasons[0].Code switch
        {
            PromotionReasonCode.PredictedWithinPromoteLead or PromotionReasonCode.PredictedAtLaunchLead or PromotionReasonCode.CoverReady => "forecast",
            PromotionReasonCode.DriftedInstances => "drift",
            PromotionReasonCode.ScheduledFloor => "schedule",
            _ => "reactive",
        };
        RunPlan empty = EmptyPlan(SwitchoverKind.Join, observation, actor, decision.Reasons[0].ToString());
        switch (decision.Kind)
        {
            case PromotionKind.Join:
                IReadOnlyList<InstanceId> joining = RunPlanner.Joining(
                    observation.World, observation.CoverDigest, decision.Services.Select(s => new InstanceQuota(s.Service, s.Join)));
                return joining.Count > 0 ? empty with { Promote = joining } : null;
            case PromotionKind.Replace:
                return PlanReplace(empty with { Kind = SwitchoverKind.Replace, Actor = "release" }, decision, observation, counts);
            case PromotionKind.ScaleIn:
                return PlanScaleIn(empty with { Kind = SwitchoverKind.ScaleIn }, decision, observation, counts);
            default:
                return null;
        }
    }

    /// <summary>Who leaves becomes cover again until the cover is full; the rest is retired.</summary>
    private RunPlan? PlanScaleIn(
        RunPlan plan, PromotionDecision decision, ClusterObservation observation, IReadOnlyList<ServiceCounts> counts)
    {
        var demote = new List<InstanceId>();
        var retire = new List<InstanceId>();
        for (int i = 0; i < decision.Services.Count; i++)
        {
            ServiceDecision service = decision.Services[i];
            int room = CanDemote ? Math.Max(service.Cover - counts[i].Cover - counts[i].Arriving, 0) : 0;
            (IReadOnlyList<InstanceId> toCover, IReadOnlyList<InstanceId> away) = RunPlanner.ScalingIn(
                observation.World, new InstanceQuota(service.Service, service.ScaleIn), observation.CoverDigest, room, observation.Release?.Leaving,
                observation.Release?.Target ?? observation.ReleaseDigest);
            if (counts.Select((c, n) => c.Live >= decision.Services[n].DesiredLive).All(static enough => enough))
            {
                // Nobody needs to join again: what is forgotten would be paid for ever.
                away = [.. away.Union(RunPlanner.Idle(observation.World, service.Service).Select(x => x.Id)).Except(toCover)];
            }

            demote.AddRange(toCover);
            retire.AddRange(away);
        }

        demote.Sort();
        retire.Sort();
        return demote.Count + retire.Count > 0 ? plan with { Demote = demote, Retire = retire } : null;
    }

    private bool CanDemote => _parts.Ports.Routers.All(r => r.Description.Capabilities.HasFlag(PortCapabilities.DrainInPlace));

    private RunPlan EmptyPlan(SwitchoverKind kind, ClusterObservation observation, string actor, string reason) => new()
    {
        Run = _journal.Book.LastRun.Next,
        Kind = kind,
        Digest = observation.CoverDigest,
        OpenedAt = _time.GetUtcNow(),
        Actor = actor,
        Reason = reason,
        SlowStart = kind == SwitchoverKind.ScaleIn ? TimeSpan.Zero : _options.Switchover.SlowStart,
        ServingBefore = RunPlanner.Levels(observation.World, _parts.Capacities.Select(c => c.Service)),
    };
}
