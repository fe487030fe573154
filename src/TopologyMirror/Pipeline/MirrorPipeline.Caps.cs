using System.Text.Json;
using TopologyMirror.Capacity;
using TopologyMirror.Promotion;
using TopologyMirror.Shadow;
using TopologyMirror.Telemetry;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private const string ShadowSpendingKey = "shadow-spending";

    /// <summary>What is counted is written no more often than this: until then what stands is counted again after a restart.</summary>
    private static readonly TimeSpan SpendingInterval = TimeSpan.FromMinutes(5);

    private ShadowSpending? _spending;
    private bool _spendingRestored;
    private DateTimeOffset _spendingWritten;
    private SortedSet<FleetCap> _reportedCaps = [];

    /// <summary>What caps are held against now; null where there is none.</summary>
    private FleetUse? Use(ClusterObservation observation)
    {
        if (_parts.Caps == FleetCaps.None)
        {
            return null;
        }

        return new FleetUse
        {
            Now = _time.GetUtcNow(),
            TickInterval = TickInterval,
            Total = observation.World.Topology.Instances.Count(static i => i.State != InstanceState.Terminating),
            Shadow = Shadow(observation).Count(),
            Launches = _journal.Book.Launches,
            ShadowSpend = _spending?.Amount ?? 0,
            Costs = _parts.Costs,
        };
    }

    private IEnumerable<ObservedInstance> Shadow(ClusterObservation observation) =>
        _parts.Capacities.SelectMany(c => observation.World.On(c.Service, Side.Shadow)).Where(static i => i.State != InstanceState.Terminating);

    /// <summary>What the shadow costs is counted in every tick. Soft state: where it is lost, what stands is counted since its launch.</summary>
    private async ValueTask CountSpendingAsync(ClusterObservation observation, CancellationToken cancellationToken)
    {
        if (_parts.Costs is not { } costs)
        {
            return;
        }

        if (!_spendingRestored)
        {
            byte[]? bytes = await _parts.Ports.State.TryReadAsync(Cluster, ShadowSpendingKey, cancellationToken).ConfigureAwait(false);
            _spending = bytes is null ? null : SoftState.TryReadSpending(bytes);
            _spendingRestored = true;
        }

        DateTimeOffset now = _time.GetUtcNow();
        _spending = ShadowSpending.Count(_spending, costs, Shadow(observation), now);
        MirrorTelemetry.ShadowSpend.Record(_spending.Amount, new KeyValuePair<string, object?>(MirrorTelemetry.ClusterTag, Cluster.Value));
        if (now - _spendingWritten >= SpendingInterval)
        {
            byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(_spending, SoftState.Default.ShadowSpending);
            await _parts.Ports.State.WriteAsync(Cluster, ShadowSpendingKey, bytes, cancellationToken).ConfigureAwait(false);
            _spendingWritten = now;
        }
    }

    /// <summary>The planned launches that caps allow, whoever planned them.</summary>
    private IReadOnlyList<FleetAction> WithinCaps(ClusterObservation observation, PromotionDecision decision, IReadOnlyList<ServiceCounts> counts, IReadOnlyList<FleetAction> actions)
    {
        if (Use(observation) is not { } use)
        {
            return actions;
        }

        LeadTimes leads = _leads.Quantile(_options.Capacity.LeadTimeQuantile);
        SortedDictionary<ServiceName, int> lacking = [];
        for (int i = 0; i < counts.Count; i++)
        {
            ServiceDecision service = decision.Services[i];
            int floor = _parts.Capacities[i].FloorIn(use.Now, use.Now + leads.Launch + leads.Promote + TickInterval).Floor;
            int needed = Math.Max(service.DesiredLive, floor) - counts[i].Live;
            int backward = observation.Release is { IsBackward: true } ? service.Wave : 0;
            lacking[service.Service] = Math.Max(needed, backward) - counts[i].Cover - counts[i].Arriving;
        }

        (IReadOnlyList<FleetAction> allowed, IReadOnlyList<ReachedCap> reached) =
            CappedLaunches.Of(_parts.Caps, use, actions, lacking, observation.CoverDigest, hasBegun: observation.Release is not null);
        foreach (ReachedCap cap in reached.Where(c => _reportedCaps.Add(c.Cap)))
        {
            Report(cap.Cap, PromotionReason.Of(cap), isNew: true);
        }

        return allowed;
    }

    /// <summary>Why caps do not let a release begin; null when they do, with one candidate of each service at least.</summary>
    private string? CapAgainstRelease(ClusterObservation observation, IReadOnlyList<ServiceCounts> counts) =>
        Use(observation) is { } use && CapRule.Candidates(
            _parts.Caps, use, [.. counts.Select(static c => new ShadowDemand(c.Service, 0, 0, 0, 0, Math.Min(c.Live, 1)))]).Reached is { } cap
            ? $"Cluster '{Cluster}' cannot go back within its cap {cap.Cap}: {PromotionReason.Of(cap)}"
            : null;

    /// <summary>How many more the shadow may take over from live.</summary>
    private int DemoteRoom(ClusterObservation observation) =>
        !CanDemote ? 0
        : Use(observation) is not { } use ? int.MaxValue
        : use.ShadowSpend >= (_parts.Caps.ShadowBudgetPerMonth ?? double.PositiveInfinity) ? 0
        : Math.Max(_parts.Caps.ShadowInstances - use.Shadow ?? int.MaxValue, 0);

    /// <summary>A reached cap is counted in every tick, and logged when it is reached and when it is no longer.</summary>
    private void Report(PromotionDecision decision)
    {
        SortedSet<FleetCap> reached = [];
        foreach (PromotionReason reason in decision.Reasons)
        {
            if (reason.Cap is { } cap && reached.Add(cap))
            {
                Report(cap, reason, isNew: !_reportedCaps.Contains(cap));
            }
        }

        foreach (FleetCap cap in _reportedCaps.Except(reached))
        {
            Log.CapFree(_logger, Cluster, cap);
        }

        _reportedCaps = reached;
    }

    private void Report(FleetCap cap, PromotionReason reason, bool isNew)
    {
        MirrorTelemetry.CapsReached.Add(1, new(MirrorTelemetry.ClusterTag, Cluster.Value), new(MirrorTelemetry.CapTag, cap.ToString()));
        if (isNew)
        {
            Log.CapReached(_logger, Cluster, cap, reason.ToString());
        }
    }
}
