namespace TopologyMirror.Replay;

/// <summary>Keeps what the highest load of the 7 days before the warm-up would have needed, and never changes it. Immutable.</summary>
public sealed class StaticPeakPolicy : IReplayPolicy
{
    /// <inheritdoc/>
    public string Name => "static-peak";

    /// <inheritdoc/>
    public IReplaySession Start() => new Session();

    private sealed class Session : IReplaySession
    {
        private int _live;

        public IReadOnlyList<ReplayDecision> Decide(ReplayObservation observation)
        {
            if (_live == 0)
            {
                double peak = 0;
                foreach (double demand in observation.Demand[Math.Max(0, observation.Tick - observation.Clock.WeekTicks)..])
                {
                    peak = demand > peak ? demand : peak;
                }

                _live = Math.Min(UnitRule.Need(peak), observation.FleetCap);
            }

            return FleetSteering.Steer(observation, _live, standing: 0);
        }
    }
}
