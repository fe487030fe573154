using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>An observation with verdicts had lost how much room the fleet has, so that a release asked for more candidates than fit and never went in waves.</summary>
public sealed class R0011_VerdictsKeepTheFleetsRoom
{
    [Fact]
    public void Tick_CoverThatIsBeingChecked_StillTellsTheRoom()
    {
        PipelineWorld world = PipelineWorld.Steady(profile: new SimulationProfile { MaxInstances = 5 });
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder()
                .AddValidation("depth", (a, _) => ValueTask.FromResult(ValidationFinding.Refused(a.Instance.Id, "depth", 2, 1, "messages", a.ObservedAt, a.ObservedAt.AddSeconds(20))))
                .Build();
            await world.TickAsync(pipeline, 8);
        });
        world.Ticks.ShouldAllBe(t => t.World!.Topology.Room != null);
    }
}
