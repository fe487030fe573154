using TopologyMirror.Capacity;

namespace TopologyMirror.Replay;

/// <summary>
/// A session that adds a margin to the load that it expects until a launch of now would serve, and scales by the reactive rule on that.
/// Where <paramref name="withMeasured"/> the measured load counts if it is higher; it always does while nothing is expected.
/// </summary>
internal sealed class MarginSession(DemandAhead expected, bool withMeasured) : IReplaySession
{
    /// <summary>Instances above those that the load asks for, in percent of them.</summary>
    public const int MarginPercent = 25;

    private LaunchLeadMeter? _leads;
    private RecommendationWindow _memory = RecommendationWindow.Empty;

    public IReadOnlyList<ReplayDecision> Decide(ReplayObservation observation)
    {
        _leads ??= new LaunchLeadMeter(observation.Clock);
        _leads.Observe(observation);
        int current = FleetSteering.CurrentLive(observation);
        double measured = observation.Demand.IsEmpty ? double.NaN : observation.Demand[^1];
        int live = double.IsNaN(measured) ? current : Recommend(observation, measured, current);
        return FleetSteering.Steer(observation, Math.Clamp(live, 1, observation.FleetCap), standing: 0);
    }

    private int Recommend(ReplayObservation observation, double measured, int current)
    {
        double ahead = expected(observation, _leads!.UntilServed(observation.Clock));
        double demand = double.IsNaN(ahead) ? measured : withMeasured ? Math.Max(measured, ahead) : ahead;

        // The rule's window is closed at both ends: n recommendations span n - 1 ticks.
        var rule = new HpaRule { ScaleInWindow = (observation.Clock.StabilisationTicks - 1) * observation.Clock.Tick };
        HpaDecision decision = rule.Decide(observation.Now, UnitRule.WithoutNoise(demand * (1 + (MarginPercent / 100.0))), current, _memory);
        _memory = decision.Memory;
        return decision.Desired;
    }
}
