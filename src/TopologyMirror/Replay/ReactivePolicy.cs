using System.Globalization;
using TopologyMirror.Capacity;

namespace TopologyMirror.Replay;

/// <summary>
/// Scales on what is measured, as the Kubernetes HorizontalPodAutoscaler v2 does (<see cref="HpaRule"/>): tolerance 0.1, and scale-in to
/// the highest recommendation of 5 minutes. A gap in the load changes nothing. Immutable.
/// </summary>
/// <remarks>
/// Once a minute, a window of 5 minutes holds five recommendations. With a standing pool, ready instances are promoted first and
/// replaced; the pool is never a recommendation of its own.
/// </remarks>
public sealed class ReactivePolicy : IReplayPolicy
{
    private readonly double _headroom;

    /// <summary>Creates the policy.</summary>
    /// <param name="headroomPercent">Instances above those that the measured load asks for, in percent of them; not negative.</param>
    /// <param name="standing">Instances that stand ready in the shadow; 0 for none.</param>
    public ReactivePolicy(int headroomPercent, int standing = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(headroomPercent);
        ArgumentOutOfRangeException.ThrowIfNegative(standing);
        HeadroomPercent = headroomPercent;
        Standing = standing;
        _headroom = headroomPercent / 100.0;
    }

    /// <summary>Headroom in percent.</summary>
    public int HeadroomPercent { get; }

    /// <summary>Instances that stand ready in the shadow.</summary>
    public int Standing { get; }

    /// <summary><c>reactive+25</c>; with a pool <c>reactive+25+warm-pool-2</c>, and <c>reactive+warm-pool-2</c> without headroom.</summary>
    public string Name => (HeadroomPercent, Standing) switch
    {
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"reactive+{HeadroomPercent}"),
        (0, _) => string.Create(CultureInfo.InvariantCulture, $"reactive+warm-pool-{Standing}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"reactive+{HeadroomPercent}+warm-pool-{Standing}"),
    };

    /// <inheritdoc/>
    public IReplaySession Start() => new Session(_headroom, Standing);

    private sealed class Session(double headroom, int standing) : IReplaySession
    {
        private RecommendationWindow _memory = RecommendationWindow.Empty;

        public IReadOnlyList<ReplayDecision> Decide(ReplayObservation observation)
        {
            int current = FleetSteering.CurrentLive(observation);
            double demand = observation.Demand.IsEmpty ? double.NaN : observation.Demand[^1];
            int live = double.IsNaN(demand) ? current : Recommend(observation, demand, current);
            return FleetSteering.Steer(observation, Math.Clamp(live, 1, observation.FleetCap), standing);
        }

        private int Recommend(ReplayObservation observation, double demand, int current)
        {
            // The rule's window is closed at both ends: n recommendations span n - 1 ticks.
            var rule = new HpaRule { ScaleInWindow = (observation.Clock.StabilisationTicks - 1) * observation.Clock.Tick };
            HpaDecision decision = rule.Decide(observation.Now, UnitRule.WithoutNoise(demand * (1 + headroom)), current, _memory);
            _memory = decision.Memory;
            return decision.Desired;
        }
    }
}
