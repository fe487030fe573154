using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>A host that came back in mode Observe with a run half done said nothing of it.</summary>
public sealed class R0006_ObserveReportsAnOpenRun
{
    [Fact]
    public void Tick_ObserveWithARunOpen_ReportsItAndLeavesItToAutomatic()
    {
        var world = new PipelineWorld(minute => minute < 30 ? 25 : 45);
        MirrorPipeline automatic = world.Build();
        world.Run(async () =>
        {
            await world.TickAsync(automatic, times: 10);
            world.Cluster.Profile = world.Cluster.Profile with { ShortestDataPlaneLag = TimeSpan.FromSeconds(50), LongestDataPlaneLag = TimeSpan.FromSeconds(50) };
            await world.TickAsync(automatic, times: 60, until: t => t.OpenRun is { Phase: SwitchoverPhase.VerifyRoute });
            await automatic.DisposeAsync();

            MirrorPipeline observing = world.Build(ControlMode.Observe);
            await world.TickAsync(observing, times: 2);
            observing.Status.LastFault.ShouldBe($"Run {world.Ticks[^1].OpenRun!.Plan.Run} is open in phase VerifyRoute and mode Observe issues no effect: it is left as it is.");
            await observing.DisposeAsync();

            await world.TickAsync(world.Build(), times: 10);
        });
        world.Ticks[^1].OpenRun.ShouldBeNull();
    }
}
