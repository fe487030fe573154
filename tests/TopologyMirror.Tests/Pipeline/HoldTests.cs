using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A hold freezes releases and nothing else.</summary>
public sealed class HoldTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    [Fact]
    public void Hold_BeforeARelease_LetsItWaitWhileSurgesJoinAndScaleInGoesOn()
    {
        var world = new PipelineWorld(m => m is >= 20 and < 40 ? 55 : 25);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 2);
            pipeline.Operator.Hold("ann", "freeze of the quarter").IsAccepted.ShouldBeTrue();
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 13);
            world.Ticks[^1].Decision!.Reasons[0].ToString().ShouldBe("web: 3 candidates are ready, and an operator holds releases.");

            await world.TickAsync(pipeline, 60);
            world.Runs.Select(r => r.Plan.Kind).Distinct().ShouldBe([SwitchoverKind.Join, SwitchoverKind.ScaleIn]);
            (pipeline.Status.Hold!.Actor, pipeline.Status.Hold.Reason).ShouldBe(("ann", "freeze of the quarter"));
            pipeline.Status.Hold.AgeAt(world.World.Now).ShouldBe(TimeSpan.FromMinutes(72), TimeSpan.FromMinutes(1));

            pipeline.Operator.Release("bob");
            await world.TickAsync(pipeline, 60, t => t.ClosedRuns.Any(r => r.Plan.Kind == SwitchoverKind.Replace));
        });
        world.Runs.Last().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Hold_InTheBake_KeepsItFromItsPointOfNoReturnAcrossARestart()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 30, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
            pipeline.Operator.Hold("ann", "look at the numbers");
            await world.TickAsync(pipeline, 5);

            // The first one is never heard of again; the hold is in the journal.
            MirrorPipeline successor = world.Build();
            await world.TickAsync(successor, 25);
            (successor.Status.OpenRun!.Phase, successor.Status.Hold!.Actor).ShouldBe((SwitchoverPhase.Bake, "ann"));
            world.Cluster.Serving(PipelineWorld.Web).ShouldBe(3);

            successor.Operator.Release("ann", "fine");
            await world.TickAsync(successor, 2, t => t.ClosedRuns.Count > 0);
        });
        world.Runs.Last().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bake_WhileItIsHeld_IsStillWatchedAndCanBeAborted(bool alarm)
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 30, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
            pipeline.Operator.Hold("ann", "look at the numbers");
            await world.TickAsync(pipeline, 20);
            if (alarm)
            {
                world.Cluster.Monitoring.FailWhenServing(Second, TimeSpan.FromMinutes(1));
            }
            else
            {
                pipeline.Operator.Abort("ann", "they are bad");
            }

            await world.TickAsync(pipeline, 5, t => t.ClosedRuns.Count > 0);
        });
        world.Runs.Last().Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        world.Serving.ShouldBe(3);
    }

    [Fact]
    public void Hold_WithAPause_AreEndedOneByOne()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline);
            pipeline.Operator.Hold("ann", "freeze");
            pipeline.Operator.Pause("bob", "game day");
            await world.TickAsync(pipeline);
            (pipeline.Status.IsHeld, pipeline.Status.IsPaused, pipeline.Status.Pause!.Actor).ShouldBe((true, true, "bob"));
            pipeline.Operator.Resume("bob", "over");
            await world.TickAsync(pipeline);
            (pipeline.Status.IsHeld, pipeline.Status.IsPaused).ShouldBe((true, false));
            pipeline.Operator.Release("ann");
            await world.TickAsync(pipeline);
            pipeline.Status.IsHeld.ShouldBeFalse();
        });
        world.Ticks[^1].Decision!.Kind.ShouldBe(PromotionKind.Hold);
    }
}
