using TopologyMirror.Routing;
using TopologyMirror.Simulation;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Simulation;

public sealed class SimulatedInstanceTests
{
    [Fact]
    public void Power_FirstRouted_RisesFromTheColdShareToAll()
    {
        var small = new SmallWorld(profile: new SimulationProfile { ColdStartShare = 0.4, WarmUp = TimeSpan.FromMinutes(10) });
        small.StartLive(1);
        InstanceId id = small.PlaceReady(1)[0];
        SimulatedInstance instance = small.Cluster.Fleet.Find(id)!;
        small.World.Run(async () =>
        {
            await small.SetAsync(RouteWeight.Full, id);
            await small.PassAsync(TimeSpan.FromSeconds(20));
            DateTimeOffset routed = instance.FirstRoutedAt.ShouldNotBeNull();

            await small.World.WaitUntilAsync(routed + TimeSpan.FromMinutes(5));
            instance.Power.ShouldBe(0.7, 1e-9);
            small.Cluster.Power(SmallWorld.Web).ShouldBe(1.7, 1e-9);
            await small.World.WaitUntilAsync(routed + TimeSpan.FromMinutes(15));
            instance.Power.ShouldBe(1);
            small.Cluster.Power(SmallWorld.Web).ShouldBe(2);
        });
    }

    [Fact]
    public void Power_DrainedAndRoutedAgain_StaysWarm()
    {
        var small = new SmallWorld(profile: new SimulationProfile { ColdStartShare = 0.2, WarmUp = TimeSpan.FromMinutes(1) });
        InstanceId id = small.StartLive(2)[0];
        small.World.Run(async () =>
        {
            await small.SetAsync(0, id);
            await small.PassAsync(TimeSpan.FromMinutes(5));
            await small.SetAsync(RouteWeight.Full, id);
            await small.PassAsync(TimeSpan.FromSeconds(20));
            small.Cluster.Fleet.Find(id)!.IsServing.ShouldBeTrue();
            small.Cluster.Fleet.Find(id)!.Power.ShouldBe(1);
        });
    }

    [Fact]
    public void State_OverItsLife_FollowsLeadAndDeath()
    {
        var small = new SmallWorld(profile: new SimulationProfile { LaunchLead = (number, _) => number == 0 ? TimeSpan.FromMinutes(3) : null });
        small.World.Run(async () =>
        {
            IReadOnlyList<InstanceId> ids = await small.LaunchAsync(2);
            SimulatedInstance[] launched = [.. ids.Select(id => small.Cluster.Fleet.Find(id)!)];
            launched.Select(i => i.State).ShouldBe([InstanceState.Launching, InstanceState.Launching]);
            await small.PassAsync(TimeSpan.FromMinutes(4));
            launched.Select(i => i.State).ShouldBe([InstanceState.Ready, InstanceState.Launching]);
            await small.PassAsync(TimeSpan.FromDays(1));
            launched[1].State.ShouldBe(InstanceState.Launching);
            launched[0].Fail();
            launched[0].State.ShouldBe(InstanceState.Failed);
            (await small.Cluster.Fleet.ListAsync(small.Cluster.Name, CancellationToken.None)).Find(ids[0])!.State.ShouldBe(InstanceState.Failed);
        });
    }

    [Fact]
    public void Fail_WhileItServes_TakesItOutAtOnce()
    {
        var small = new SmallWorld();
        InstanceId id = small.StartLive(3)[0];
        small.Cluster.Serving(SmallWorld.Web).ShouldBe(3);
        small.Cluster.Fleet.Find(id)!.Fail();
        small.Cluster.Serving(SmallWorld.Web).ShouldBe(2);
    }
}
