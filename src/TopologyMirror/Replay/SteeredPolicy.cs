namespace TopologyMirror.Replay;

/// <summary>Keeps live at a number that somebody else gives at each instant, without a shadow. Null leaves it as it is.</summary>
internal sealed class SteeredPolicy(string name, Func<int, int?> live) : IReplayPolicy
{
    public string Name => name;

    public IReplaySession Start() => new Session(live);

    private sealed class Session(Func<int, int?> live) : IReplaySession
    {
        public IReadOnlyList<ReplayDecision> Decide(ReplayObservation observation) => FleetSteering.Steer(
            observation, Math.Clamp(live(observation.Tick) ?? FleetSteering.CurrentLive(observation), 1, observation.FleetCap), standing: 0);
    }
}
