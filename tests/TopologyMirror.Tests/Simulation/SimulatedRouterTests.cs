using TopologyMirror.Routing;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

public sealed class SimulatedRouterTests
{
    private static readonly SimulationProfile Slow = new()
    {
        ShortestDataPlaneLag = TimeSpan.FromSeconds(5),
        LongestDataPlaneLag = TimeSpan.FromSeconds(8),
        ShortestDrain = TimeSpan.FromSeconds(30),
        LongestDrain = TimeSpan.FromSeconds(40),
    };

    [Fact]
    public void SetWeightsAsync_Accepted_ComesIntoForceAfterTheLag()
    {
        var small = new SmallWorld(profile: Slow);
        small.StartLive(1);
        InstanceId id = small.PlaceReady(1)[0];
        small.World.Run(async () =>
        {
            DateTimeOffset accepted = small.World.Now;
            await small.SetAsync(RouteWeight.Full, id);
            InstanceRoute pending = (await small.ObserveAsync()).Find(id).ShouldNotBeNull();
            (pending.Weight, pending.PendingWeight).ShouldBe((0, RouteWeight.Full));

            await small.World.WaitUntilAsync(accepted + TimeSpan.FromSeconds(4.9));
            small.Router.WeightInForce(id).ShouldBe(0);
            await small.World.WaitUntilAsync(accepted + TimeSpan.FromSeconds(8.1));
            small.Router.WeightInForce(id).ShouldBe(RouteWeight.Full);
            small.Cluster.Serving(SmallWorld.Web).ShouldBe(2);
        });
    }

    [Fact]
    public void SetWeightsAsync_Zero_ClosesConnectionsOverTheDrain()
    {
        var small = new SmallWorld(profile: Slow);
        InstanceId id = small.StartLive(2)[0];
        small.World.Run(async () =>
        {
            await small.SetAsync(0, id);
            int before = 40;
            bool wasDrained = false;
            for (int second = 0; second < 60; second++)
            {
                await small.PassAsync(TimeSpan.FromSeconds(1));
                InstanceRoute route = (await small.ObserveAsync()).Find(id).ShouldNotBeNull();
                int open = route.OpenConnections.ShouldNotBeNull();
                open.ShouldBeLessThanOrEqualTo(before);
                wasDrained |= route.Weight == 0;
                (open > 0 || (wasDrained && second >= 30)).ShouldBeTrue();
                before = open;
            }

            before.ShouldBe(0);
        });
    }

    [Fact]
    public void SetWeightsAsync_SwapOfAll_NeverLeavesNone()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var small = new SmallWorld(seed);
            InstanceId[] old = small.StartLive(2);
            InstanceId[] next = small.PlaceReady(2);
            small.World.Run(async () =>
            {
                await small.SetAsync([.. old.Select(id => new RouteWeight(id, 0)), .. next.Select(id => new RouteWeight(id, RouteWeight.Full))]);
                for (int look = 0; look < 64; look++)
                {
                    small.Cluster.Serving(SmallWorld.Web).ShouldBeGreaterThan(0, $"seed {small.World.Seed}");
                    await small.PassAsync(TimeSpan.FromMilliseconds(250));
                }

                next.ShouldAllBe(id => small.Router.WeightInForce(id) == RouteWeight.Full);
                old.ShouldAllBe(id => small.Router.WeightInForce(id) == 0);
            });
        }
    }

    [Fact]
    public void SetWeightsAsync_LaterWeight_IsNotOvertakenByAnOlderOne()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var small = new SmallWorld(seed);
            InstanceId id = small.StartLive(2)[0];
            small.World.Run(async () =>
            {
                await small.SetAsync(0, id);
                await small.SetAsync(RouteWeight.Full, id);
                await small.PassAsync(TimeSpan.FromMinutes(1));
                small.Router.WeightInForce(id).ShouldBe(RouteWeight.Full, $"seed {small.World.Seed}");
            });
        }
    }
}
