using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>What the new side does under traffic is held against what the old one did; where nothing good is left, an operator decides.</summary>
public sealed class GuardrailTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    [Theory]
    [InlineData(0.1, 100, "requests to the new side of web failed")]
    [InlineData(0.0, 300, "The new side of web takes")]
    [InlineData(0.005, 140, null)]
    public void Tick_NewSideIsWorse_GoesBackWithValueLimitAndBaseline(double errors, int milliseconds, string? says)
    {
        (PipelineWorld world, SimulatedSignals signals) = World();
        signals.SetErrors(Second, errors);
        signals.SetLatency(Second, TimeSpan.FromMilliseconds(milliseconds));
        SwitchoverState run = Release(world, world.Build());

        run.Baseline.ShouldHaveSingleItem().ShouldSatisfyAllConditions(b => b.Requests.ShouldBeInRange(1494L, 1506L), b => b.Latency.ShouldBe(TimeSpan.FromMilliseconds(100)));
        run.Outcome.ShouldBe(says is null ? SwitchoverOutcome.Committed : SwitchoverOutcome.RolledBack);
        (run.Reason ?? "nothing").ShouldContain(says ?? "nothing");
        world.Serving.ShouldBe(3);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_NewSideTellsNothing_IsNoHealth()
    {
        (PipelineWorld world, SimulatedSignals signals) = World();
        signals.Silence(Second);
        SwitchoverState run = Release(world, world.Build());
        (run.Outcome, run.Reason).ShouldBe((SwitchoverOutcome.RolledBack, "Waited 00:01:00 for monitoring to tell the requests and errors of the new side of web."));
    }

    // 15: the release that mends what serves can start and be promoted.
    [Fact]
    public void Tick_LiveIsUnhealthy_TheReleaseThatMendsItIsPromoted()
    {
        (PipelineWorld world, SimulatedSignals signals) = World();
        signals.SetErrors(world.Cluster.Configuration.Desired, 0.4);
        world.Cluster.Monitoring.FailWhenServing(world.Cluster.Configuration.Desired, TimeSpan.Zero);
        Release(world, world.Build()).Outcome.ShouldBe(SwitchoverOutcome.Committed);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_BothSidesAreBad_IsHeldWithItsAgeUntilAnOperatorDecides()
    {
        (PipelineWorld world, SimulatedSignals signals) = World();
        MirrorPipeline pipeline = world.Build();
        world.Run(async () =>
        {
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
            world.Ticks[^1].OpenRun!.Plan.Retire.Select(i => world.Cluster.Fleet.Find(i)!).ToList().ForEach(i => i.Fail());
            signals.SetErrors(Second, 0.5);
            await world.TickAsync(pipeline, 1);
            SwitchoverState held = world.Ticks[^1].OpenRun.ShouldNotBeNull();
            held.HoldReason!.ShouldEndWith("The way back is closed: No instance of web on the old side is ready at e3b0c44298fc.");
            pipeline.Status.HoldAge!.Value.ShouldBeLessThan(TimeSpan.FromMinutes(1));

            // A new owner knows since when.
            pipeline = world.Build(owner: "one");
            await world.TickAsync(pipeline, 20);
            pipeline.Status.HoldAge!.Value.ShouldBeGreaterThan(TimeSpan.FromMinutes(19));
            world.Runs.ShouldBeEmpty();
            world.Serving.ShouldBe(3);

            pipeline.Operator.Abort("ann", "go back all the same");
            await world.TickAsync(pipeline, 10, t => t.ClosedRuns.Count > 0);
            pipeline.Status.HoldAge.ShouldBeNull();
        });
        world.Runs.Single().Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        world.Serving.ShouldBe(3, "nothing takes the place of what serves");
    }

    [Fact]
    public void Tick_HeldAndThenHealthyAgain_GoesOn()
    {
        (PipelineWorld world, SimulatedSignals signals) = World();
        MirrorPipeline pipeline = world.Build();
        world.Run(async () =>
        {
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
            world.Ticks[^1].OpenRun!.Plan.Retire.Select(i => world.Cluster.Fleet.Find(i)!).ToList().ForEach(i => i.Fail());
            signals.SetErrors(Second, 0.5);
            await world.TickAsync(pipeline, 3);
            signals.SetErrors(Second, 0);
            await world.TickAsync(pipeline, 20, t => t.ClosedRuns.Count > 0);
        });
        world.Runs.Single().Outcome.ShouldBe(SwitchoverOutcome.Committed);
    }

    [Fact]
    public void Tick_RouterSendsNobodyToTheNewSide_GoesBackBeforeTheShift()
    {
        (PipelineWorld world, _) = World();
        world.Cluster.Routers[0].Starve(Second);
        SwitchoverState run = Release(world, world.Build());
        (run.Outcome, run.Reason).ShouldBe((
            SwitchoverOutcome.RolledBack, "Waited 00:01:00 for router 'lb' to send 0.5 (± 0.25) of the requests of web to what was promoted; it sends 0."));
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_SurgeInTheBake_TheOldSideServesBesideTheNewOneUntilCoverHasJoined()
    {
        int minute = 0;
        PipelineWorld world = new(m => m is >= 12 and < 80 ? 55 : 25);
        int most = 0;
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t =>
            {
                most = t.OpenRun is { Phase: SwitchoverPhase.Bake } ? Math.Max(most, world.Serving) : most;
                return ++minute > 45;
            });
        });

        most.ShouldBe(6, "three of the new side, three of the old");
        world.Runs.First(r => r.Plan.Kind == SwitchoverKind.Replace).Outcome.ShouldBe(SwitchoverOutcome.Committed);
        world.Runs.ShouldContain(r => r.Plan.Kind == SwitchoverKind.Join && r.Plan.Digest == Second);
        world.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == Second);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    private static (PipelineWorld World, SimulatedSignals Signals) World()
    {
        PipelineWorld world = PipelineWorld.Steady();
        return (world, world.Cluster.Monitoring.Measure(PipelineWorld.Web, new MetricName("rps"), 10));
    }

    private static SwitchoverState Release(PipelineWorld world, MirrorPipeline pipeline)
    {
        world.Run(async () =>
        {
            await world.TickAsync(pipeline, 2);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => t.ClosedRuns.Any(r => r.Plan.Kind == SwitchoverKind.Replace));
        });
        return world.Runs.Single(r => r.Plan.Kind == SwitchoverKind.Replace);
    }
}
