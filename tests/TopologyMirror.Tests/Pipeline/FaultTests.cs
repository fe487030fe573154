using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Pipeline;

public sealed class FaultTests
{
    [Fact]
    public void TickAsync_RouterLagsBeyondTheTimeout_RollsBack()
    {
        PipelineWorld world = PipelineWorld.Steady(
            profile: new SimulationProfile { ShortestDataPlaneLag = TimeSpan.FromSeconds(100), LongestDataPlaneLag = TimeSpan.FromSeconds(110) });
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build(ControlMode.Recommend);
            world.Cluster.Fleet.PlaceReady(PipelineWorld.Web, 1);
            pipeline.Operator.Promote("ann", "test");
            await world.TickAsync(pipeline, 8, t => t.ClosedRuns.Count > 0);
        });

        world.Runs.Single().Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        world.Runs.Single().Reason.ShouldNotBeNull().ShouldStartWith("Waited 00:01:00 for router 'lb' to use weight 100");
        world.Cluster.Truth().IsRoutedAnywhere(world.Runs.Single().Plan.Promote[0]).ShouldBeFalse();
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void TickAsync_TwoOwners_OnlyOneActsUntilItGivesTheLeaseBack()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline one = world.Build(owner: "one");
            MirrorPipeline two = world.Build(owner: "two");
            for (int i = 0; i < 4; i++)
            {
                await world.TickAsync(one);
                await world.TickAsync(two);
            }

            world.Ticks.Select(t => t.IsOwner).ShouldBe([true, false, true, false, true, false, true, false]);
            two.Status.Epoch.ShouldBeNull();
            await one.DisposeAsync();
            await world.TickAsync(two);
            (world.Ticks[^1].IsOwner, two.Status.Epoch).ShouldBe((true, new Epoch(2)));
            await world.TickAsync(one);
            world.Ticks[^1].IsOwner.ShouldBeFalse();
        });
        world.Cluster.Fleet.Instances.Count.ShouldBe(4);
    }

    [Fact]
    public void TickAsync_FleetFailsNowAndThen_TicksGoOnAndTheStoryEndsTheSame()
    {
        var world = new PipelineWorld(m => m is >= 10 and < 40 ? 55 : 25);
        int thrown = 0;
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().UseFleet(new FlakyFleet(world.Cluster.Fleet)).Build();
            for (int i = 0; i < 100; i++)
            {
                try
                {
                    await world.TickAsync(pipeline);
                }
                catch (InvalidOperationException e)
                {
                    thrown++;
                    pipeline.Status.LastFault.ShouldBe(e.Message);
                }
            }

            pipeline.Status.LastFault.ShouldBeNull();
        });

        thrown.ShouldBeGreaterThan(3);
        (world.Serving, world.Cluster.Watch.Violations.Count).ShouldBe((3, 0));
        world.Cluster.Fleet.Instances.Count.ShouldBe(4);
    }

    [Fact]
    public void TickAsync_OldInstanceDiesDuringARunThatIsUndone_EndsAndServesOn()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            // The data plane takes 1 to 15 seconds per instance: some of the eight serve, others do not, when an old one dies and the run is aborted.
            MirrorPipeline pipeline = world.Build(ControlMode.Recommend);
            world.Cluster.Fleet.PlaceReady(PipelineWorld.Web, 8);
            await world.TickAsync(pipeline, 5);
            pipeline.Operator.Promote("ann", "test");
            world.World.Schedule(TimeSpan.FromSeconds(65), () => world.Cluster.Fleet.Instances.First().Fail());
            world.World.Schedule(TimeSpan.FromSeconds(66), () => pipeline.Operator.Abort("bob", "stop"));
            await world.TickAsync(pipeline, 6);
        });

        world.Runs.Single().Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        world.Serving.ShouldBe(3);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    /// <summary>Every third call fails: half of them before, half of them after it took effect.</summary>
    private sealed class FlakyFleet(SimulatedFleet inner) : IInstanceFleet
    {
        private int _lists;
        private int _changes;

        public PortDescription Description => inner.Description;

        public async ValueTask<TopologySnapshot> ListAsync(ClusterName cluster, CancellationToken cancellationToken) =>
            ++_lists % 13 == 0 ? throw new InvalidOperationException("The fleet is away.") : await inner.ListAsync(cluster, cancellationToken);

        public async ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken)
        {
            Before();
            IReadOnlyList<InstanceId> ids = await inner.LaunchAsync(arguments, cancellationToken);
            After();
            return ids;
        }

        public async ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken)
        {
            Before();
            await inner.TerminateAsync(arguments, cancellationToken);
            After();
        }

        private void Before() => Fail(++_changes % 6 == 1);

        private void After() => Fail(_changes % 6 == 4);

        private static void Fail(bool now)
        {
            if (now)
            {
                throw new InvalidOperationException("No capacity.");
            }
        }
    }
}
