using TopologyMirror.Capacity;
using TopologyMirror.Metrics;

namespace TopologyMirror.Replay;

/// <summary>A session of <see cref="PredictiveNoShadowPolicy"/>.</summary>
internal sealed class PredictiveNoShadowSession : IReplaySession
{
    private const double ScaleInShare = 0.5;
    private const double LaunchLikelihood = 0.6;

    private static readonly ServiceName Service = new("live");
    private static readonly TimeSpan DropWindow = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SustainedFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UseWithin = TimeSpan.FromHours(1);
    private static readonly TimeSpan HoldAfterDrop = TimeSpan.FromMinutes(10);

    private readonly ReplayForecasts _forecasts;
    private readonly double _risk;
    private readonly CapacityOptions _options = new();
    private readonly ServiceCapacity _capacity;
    private readonly RiskCalibration[] _calibrations;
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
        _calibrations = [.. forecasts.Metrics.Select(_ => RiskCalibration.Start)];
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

        NoteDrop(now, UnitRule.Need(demand));
        int sustained = _need.Lowest(now - SustainedFor);
        if (Ahead(observation) is not { } ahead)
        {
            _recommended = _recommended.Add(now, reactive.Recommended, window);
            int highest = Math.Max(_recommended.Highest(now - window), reactive.Desired);
            return current <= highest ? Math.Max(reactive.Desired, current) : Shrunk(now, window, current, highest);
        }

        int wanted = Math.Max(Math.Min(ahead.Planned, ahead.Likely), sustained);
        _recommended = _recommended.Add(now, Math.Max(Math.Max(ahead.Planned, ahead.Worth), Math.Max(wanted, UnitRule.Need(demand))), window);
        int keep = Math.Max(_recommended.Highest(now - window), wanted);
        return current <= keep ? Math.Max(wanted, current) : Shrunk(now, window, current, keep);
    }

    /// <summary>What the time ahead takes; null while nothing is forecast.</summary>
    private (int Planned, int Likely, int Worth)? Ahead(ReplayObservation observation)
    {
        // A launch is routed at the first tick after it is ready, and serves from the next one; another tick passes until the next decision.
        DateTimeOffset now = observation.Now;
        DateTimeOffset served = now + _leads.UntilServed(observation.Clock);
        DateTimeOffset useful = served - (2 * observation.Clock.Tick);
        var forecasts = new List<MetricForecast>();
        foreach (MetricForecast forecast in _forecasts.At(observation.Tick))
        {
            RiskCalibration calibration = _calibrations[forecasts.Count];
            foreach (LoadSample sample in _forecasts.NewBetween(forecasts.Count, observation.Tick - 1, observation.Tick))
            {
                calibration = calibration.Observe(sample.Time, forecast.Metric.Step, sample.Value);
            }

            calibration = calibration.Plan(calibration.Apply(forecast), now, served, _risk);

            _calibrations[forecasts.Count] = calibration;
            forecasts.Add(calibration.Apply(forecast));
        }

        var plan = new CapacityPlan(forecasts, [_capacity], _risk);
        return plan.Required(Service, now, served) is { } planned
            ? (planned.Instances,
                plan.Required(Service, useful, now + UseWithin, LaunchLikelihood)!.Value.Instances,
                plan.Worth(Service, now, now, now + UseWithin, _options.MissingCost)!.Value)
            : null;
    }

    private int Shrunk(DateTimeOffset now, TimeSpan window, int current, int keep)
    {
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
