using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Metrics;
using TopologyMirror.Routing;
using TopologyMirror.Safety;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

/// <summary>The watch never sleeps: what is planted around the pipeline's guard is found on the ground truth.</summary>
public sealed class SimulationWatchTests
{
    private static readonly MetricName Requests = new("requests");

    [Fact]
    public void Check_RightEffects_FindsNothing()
    {
        SmallWorld small = Watched(load: 150);
        InstanceId[] live = small.StartLive(3);
        small.World.Run(async () =>
        {
            await small.LaunchAsync(1);
            await small.SetAsync(0, live[0]);
            await small.PassAsync(TimeSpan.FromMinutes(5));
            await small.Router.RemoveAsync(
                new RemoveRoutesArguments(new EffectKey(small.Cluster.Name, new RunId(2), 1, 1), new Epoch(1), [live[0]]), CancellationToken.None);
            await small.TerminateAsync(live[0]);
        });
        small.Cluster.Watch.Violations.ShouldBeEmpty();
        small.Cluster.Watch.Effects.ShouldBe(4);
    }

    [Fact]
    public void Check_NoLoadTold_ChecksWhatNeedsNone()
    {
        var small = new SmallWorld();
        InstanceId[] live = small.StartLive(3);
        small.World.Run(async () =>
        {
            await small.SetAsync(0, live[0]);
            await small.PassAsync(TimeSpan.FromMinutes(1));
            await small.TerminateAsync(live[0]);
            small.Cluster.Watch.Violations.ShouldBeEmpty();
            await small.TerminateAsync(live[1]);
        });
        small.Cluster.Watch.Violations.Select(b => b.Invariant).ShouldBe([8]);
    }

    [Fact]
    public void Check_RoutingSetEmptied_FindsInvariant7()
    {
        SmallWorld small = Watched(load: 0);
        InstanceId[] live = small.StartLive(2);
        small.World.Run(async () =>
        {
            await small.SetAsync(0, live);
            await small.PassAsync(TimeSpan.FromMinutes(1));
        });
        small.Cluster.Watch.Violations.ShouldContain(b => b.Invariant == 7 && b.Explanation.Contains("would have no instance of web left"));
        small.World.Log.Events.ShouldContain(e => e.Component == "shop/watch" && e.Text.Contains("invariant 7"));
    }

    [Fact]
    public void Check_RoutedInstanceTerminated_FindsInvariant8()
    {
        SmallWorld small = Watched(load: 0);
        InstanceId[] live = small.StartLive(3);
        small.World.Run(async () => await small.TerminateAsync(live[0]));
        small.Cluster.Watch.Violations.ShouldContain(b => b.Invariant == 8);
    }

    [Fact]
    public void Check_TakenOutBelowNeed_FindsInvariant1()
    {
        SmallWorld small = Watched(load: 290);
        InstanceId[] live = small.StartLive(3);
        small.World.Run(async () =>
        {
            await small.SetAsync(0, live[0]);
            await small.PassAsync(TimeSpan.FromMinutes(1));
        });
        small.Cluster.Watch.Violations.Select(b => b.Invariant).ShouldBe([1]);
    }

    [Fact]
    public void Check_RoutedAlthoughNotInTheFleet_FindsInvariant7()
    {
        SmallWorld small = Watched(load: 0);
        small.StartLive(2);
        small.World.Run(async () =>
        {
            await small.SetAsync(RouteWeight.Full, new InstanceId("ghost"));
            await small.PassAsync(TimeSpan.FromMinutes(1));
        });
        small.Cluster.Watch.Violations.ShouldContain(b => b.Invariant == 7 && b.Explanation.Contains("'ghost' is not in the fleet"));
    }

    [Fact]
    public void Fence_EpochOfAnEarlierOwner_IsRefusedByEveryPort()
    {
        SmallWorld small = Watched(load: 0);
        InstanceId[] live = small.StartLive(2);
        SimulatedCluster cluster = small.Cluster;
        small.World.Run(async () =>
        {
            EffectKey key = new(cluster.Name, new RunId(5), 1, 1);
            await cluster.Monitoring.AttachAsync(new MonitoringArguments(key, new Epoch(3), []), CancellationToken.None);

            (await Record.ExceptionAsync(async () => await small.LaunchAsync(1))).ShouldBeOfType<StaleEpochException>();
            (await Record.ExceptionAsync(async () => await small.TerminateAsync(live[0]))).ShouldBeOfType<StaleEpochException>();
            (await Record.ExceptionAsync(async () => await small.SetAsync(0, live[0]))).ShouldBeOfType<StaleEpochException>();
        });
        cluster.Fleet.Instances.Count.ShouldBe(2);
        small.World.Log.Events.Count(e => e.Text.StartsWith("refused", StringComparison.Ordinal)).ShouldBe(3);
    }

    /// <summary>An instance carries a load of 100; the load is constant, and as old as the world needs.</summary>
    private static SmallWorld Watched(double load)
    {
        var small = new SmallWorld();
        small.Cluster.Metrics.Set(Requests, new SimulatedLoad(
            small.World.Start.AddHours(-1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Repeat(load, 180)]));
        var capacity = new ServiceCapacity
        {
            Service = SmallWorld.Web, LoadPerInstance = new SortedDictionary<MetricName, double> { [Requests] = 100 },
        };
        small.Cluster.Watch.HoldTo([capacity], [new LoadMetric { Name = Requests }], new SafetyOptions());
        return small;
    }
}
