using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

public sealed class OperatorTests
{
    private static readonly SimulationProfile Slow = new() { ShortestDataPlaneLag = TimeSpan.FromSeconds(10), LongestDataPlaneLag = TimeSpan.FromSeconds(12) };

    [Fact]
    public void Promote_ReadyCover_JoinsUnderTheOperatorsNameAndRollbackDemotesIt()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build(ControlMode.Recommend);
            world.Cluster.Fleet.PlaceReady(PipelineWorld.Web, 2);
            await world.TickAsync(pipeline);
            pipeline.Operator.Promote("ann", "sale starts", PipelineWorld.Web, 1).IsAccepted.ShouldBeTrue();
            await world.TickAsync(pipeline, 3, t => t.ClosedRuns.Count > 0);
            (world.Serving, world.Runs.Single().Plan.Actor, world.Runs.Single().Plan.Reason).ShouldBe((4, "ann", "sale starts"));

            pipeline.Operator.Rollback("bob", "sale is off");
            await world.TickAsync(pipeline, 3, t => t.ClosedRuns.Count > 0);
            (world.Serving, world.Runs.Last().Plan.Demote.Count).ShouldBe((3, 1));

            pipeline.Operator.Rollback("bob", "again");
            await world.TickAsync(pipeline, 3);
        });

        world.Runs.Count().ShouldBe(2);
        world.Cluster.Fleet.Instances.Count.ShouldBe(5);
        world.Journal.Count(r => r.Kind == JournalRecordKind.Command).ShouldBe(2);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Pause_UntilResume_StartsNothingByItself()
    {
        var world = new PipelineWorld(m => m < 6 ? 25 : 55);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 4);
            pipeline.Operator.Pause("ann", "game day");
            await world.TickAsync(pipeline);
            long effects = world.Cluster.Watch.Effects;
            await world.TickAsync(pipeline, 10);
            (world.Serving, world.Cluster.Watch.Effects, pipeline.Status.IsPaused).ShouldBe((3, effects, true));

            // A pause is journaled: a successor is paused as well.
            MirrorPipeline successor = world.Build();
            await world.TickAsync(successor, 3);
            world.Cluster.Watch.Effects.ShouldBe(effects);
            successor.Operator.Resume("ann", "over");
            await world.TickAsync(successor, 12);
        });
        world.Serving.ShouldBe(7);
    }

    [Fact]
    public void Abort_WhileTheDataPlaneLags_RollsBack()
    {
        PipelineWorld world = PipelineWorld.Steady(profile: Slow);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build(ControlMode.Recommend);
            world.Cluster.Fleet.PlaceReady(PipelineWorld.Web, 1);
            await world.TickAsync(pipeline);
            pipeline.Operator.Promote("ann", "test");
            world.World.Schedule(TimeSpan.FromSeconds(65), () => pipeline.Operator.Abort("bob", "wrong service").IsAccepted.ShouldBeTrue());
            await world.TickAsync(pipeline, 3, t => t.ClosedRuns.Count > 0);
        });

        (world.Runs.Single().Outcome, world.Runs.Single().Reason, world.Serving).ShouldBe((SwitchoverOutcome.RolledBack, "bob: wrong service", 3));
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Abort_WithoutAnOpenRun_IsForgotten()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build(ControlMode.Recommend);
            world.Cluster.Fleet.PlaceReady(PipelineWorld.Web, 1);
            pipeline.Operator.Abort("bob", "nothing");
            await world.TickAsync(pipeline);
            pipeline.Operator.Promote("ann", "test");
            await world.TickAsync(pipeline, 3, t => t.ClosedRuns.Count > 0);
        });
        world.Runs.Single().Outcome.ShouldBe(SwitchoverOutcome.Committed);
    }

    [Theory]
    [InlineData("", "why", 1, "A command needs an actor and a reason.")]
    [InlineData("ann", " ", 1, "A command needs an actor and a reason.")]
    [InlineData("ann", "why", 0, "The number to promote is 0; it must be at least 1.")]
    public void Promote_WithoutActorReasonOrNumber_IsRefused(string actor, string reason, int count, string refusal) =>
        PipelineWorld.Steady().Build().Operator.Promote(actor, reason, count: count).ShouldBe(new OperatorReceipt(false, refusal));

    [Fact]
    public void TickAsync_Observe_IssuesNoEffectWhoeverAsks()
    {
        var world = new PipelineWorld(m => m < 6 ? 25 : 55);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build(ControlMode.Observe);
            world.Cluster.Fleet.PlaceReady(PipelineWorld.Web, 2);
            pipeline.Operator.Promote("ann", "please");
            await world.TickAsync(pipeline, 20);
        });

        world.Ticks[^1].Decision!.Kind.ShouldBe(PromotionKind.Join);
        (world.Cluster.Watch.Effects, world.World.Log.Events.Count, world.Journal.Count).ShouldBe((0, 0, 0));
    }

    [Fact]
    public void TickAsync_Recommend_DecidesAndWaitsToBeAsked()
    {
        var world = new PipelineWorld(m => m < 6 ? 25 : 55);
        world.Run(async () => await world.TickAsync(world.Build(ControlMode.Recommend), 15));

        world.Ticks[^1].Decision!.Kind.ShouldBe(PromotionKind.Grow);
        (world.Cluster.Watch.Effects, world.Journal.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void Promote_AtAStandby_IsNotKeptForMuchLater()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline owner = world.Build(ControlMode.Recommend);
            MirrorPipeline standby = world.Build(ControlMode.Recommend, "two");
            world.Cluster.Fleet.PlaceReady(PipelineWorld.Web, 1);
            await world.TickAsync(owner);
            standby.Operator.Promote("ann", "hours ago");
            await world.TickAsync(standby, 6);
            await owner.DisposeAsync();
            await world.TickAsync(standby, 3);
        });
        world.Runs.ShouldBeEmpty();
    }
}
