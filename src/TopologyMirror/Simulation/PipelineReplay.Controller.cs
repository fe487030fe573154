using TopologyMirror.Replay;

namespace TopologyMirror.Simulation;

public sealed partial class PipelineReplay
{
    /// <summary>What launches are for. Default: the shadow, where they are ready later than straight into live.</summary>
    internal ReplayPurpose LaunchPurpose { get; init; } = ReplayPurpose.Shadow;

    /// <summary>The simulated cluster, whose ports a controller drives.</summary>
    internal SimulatedCluster Cluster => _cluster;

    private int ReadyLater => LaunchPurpose == ReplayPurpose.Shadow ? ReplayClock.ShadowReadyTicks : 0;

    /// <summary>Runs the replay with another controller in the pipeline's place, on the same ports and under the same rules.</summary>
    /// <param name="policy">The controller's name in the score.</param>
    /// <param name="tickAsync">Observes, decides and acts; called once per tick, inside the world.</param>
    internal PipelineReplayResult RunController(string policy, Func<int, Task> tickAsync) =>
        Score(policy, Play(() => Task.FromResult<Func<int, ReplayRecorder, Task>>((tick, _) => tickAsync(tick))));
}
