using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

/// <summary>One score for both boundaries: a policy driven through the ports scores as it does as a policy.</summary>
public sealed class ReactiveControllerTests
{
    public static MatrixTheoryData<int, int> SeedsAndHeadrooms => new([1, 2, 3], [0, 25]);

    [Theory]
    [MemberData(nameof(SeedsAndHeadrooms))]
    public void Run_ReactiveThroughThePorts_ScoresAsAPolicy(int seed, int headroom)
    {
        TraceSeries series = GeneratedLoad.Series(seed, steps: 720);
        ReplayTrace trace = ReplayTrace.Create([series]);
        LaunchDraws draws = LaunchDraws.Seeded(seed, trace.Name);
        var policy = new ReactivePolicy(headroom);
        ReplayResult expected = ReplayRunner.Run(trace, policy, draws);

        var replay = new PipelineReplay(trace, [series], draws, seed) { LaunchPurpose = ReplayPurpose.Live };
        var controller = new ReactiveController(trace, draws, replay.Cluster, policy);
        PipelineReplayResult result = replay.RunController(policy.Name, controller.TickAsync);

        result.Scored.Score.ShouldBe(expected.Score);
        result.Scored.Serving.ShouldBe(expected.Serving);
        result.Scored.Paid.ShouldBe(expected.Paid);
        result.Serving.ShouldBe(expected.Serving);
        expected.Score.Launches.ShouldBeGreaterThan(10);
    }
}
