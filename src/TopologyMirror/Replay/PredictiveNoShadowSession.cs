using TopologyMirror.Capacity;
using TopologyMirror.Metrics;

namespace TopologyMirror.Replay;

/// <summary>A session of <see cref="PredictiveNoShadowPolicy"/>.</summary>
internal sealed class PredictiveNoShadowSession : IReplaySession
{
    private const double ScaleInShare = 0.5;

    private static readonly ServiceName Service = new("live");
    private static readonly TimeSpan DropWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan HoldAfterDrop = TimeSpan.FromMinutes(10);

    private readonly ReplayForecasts _forecasts;
    private readonly double _risk;
    private readonly CapacityOptions _options = new();
    private readonly ServiceCapacity _capacity;
    private readonly LaunchLeadMeter _leads;
    private RecommendationWindow _reactive = RecommendationWindow.Empty;
    private RecommendationWindow _recommended = RecommendationWindow.Empty;
    private RecommendationWindow _need = RecommendationWindow.Empty;
    private DateTimeOffset? _since;
    private DateTimeOffset? _scaleInOffUntil;

    public PredictiveNoShadowSession(ReplayForecasts forecasts, double risk)
    {
        _forecasts = forecasts;
        _risk = risk;
        var loads = new SortedDictionary<MetricName, double>();
        foreach ((LoadMetric metric, ReplayMetric recorded) in forecasts.Metrics.Zip(forecasts.Trace.Metrics))
        {
            loads[metric.Name] = recorded.Unit;
        }

        _capacity = new ServiceCapacity { Service = Service, Ceiling = forecasts.Trace.FleetCap, LoadPerInstance = loads };
        _leads = new LaunchLeadMeter(forecasts.Trace.Clock);
    }

    public IReadOnlyList<ReplayDecision> Decide(ReplayObservation observation)
    {
        _leads.Observe(observation);
        int current = FleetSteering.CurrentLive(observation);
        _since ??= observation.Now;
        double demand = observation.Demand.IsEmpty ? double.NaN : observation.Demand[^1];
        int live = double.IsNaN(demand) ? current : Recommend(observation, demand, current);
        return FleetSteering.Steer(observation, Math.Clamp(live, 1, observation.FleetCap), standing: 0);
    }

    private int Recommend(ReplayObservation observation, double demand, int current)
    {
        DateTimeOffset now = observation.Now;
        TimeSpan tick = observation.Clock.Tick;
        TimeSpan window = (observation.Clock.StabilisationTicks - 1) * tick;
        var rule = new HpaRule { ScaleInWindow = window };
        HpaDecision reactive = rule.Decide(now, UnitRule.WithoutNoise(demand * (1 + _options.ReactiveHeadroom)), current, _reactive);
        _reactive = reactive.Memory;

        DateTimeOffset served = now + _leads.UntilServed(observation.Clock);
        CapacityRequirement? ahead = new CapacityPlan(_forecasts.At(observation.Tick), [_capacity], _risk).Required(Service, now, served);
        int wanted = Math.Max(reactive.Desired, ahead?.Instances ?? 0);
        _recommended = _recommended.Add(now, Math.Max(reactive.Recommended, ahead?.Instances ?? 0), window);
        NoteDrop(now, UnitRule.Need(demand));
        int keep = Math.Max(_recommended.Highest(now - window), wanted);
        if (current <= keep)
        {
            return Math.Max(wanted, current);
        }

        bool held = now < _since + window || now < _scaleInOffUntil;
        return held ? current : Math.Max(keep, current - Math.Max((int)(current * ScaleInShare), 1));
    }

    /// <summary>After need fell by more than half within five minutes it may come back as fast.</summary>
    private void NoteDrop(DateTimeOffset now, int need)
    {
        _scaleInOffUntil = need * 2 < _need.Highest(now - DropWindow) ? now + HoldAfterDrop : _scaleInOffUntil;
        _need = _need.Add(now, need, DropWindow);
    }
}
