using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Hosting;

/// <summary>What a running cluster declares is changed as a whole, at a boundary between ticks, and the shadow follows.</summary>
public sealed class ReconfigureTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private static readonly ServiceName Api = new("api");

    private static readonly ServiceName Web = new("web");

    private static HostWorld Shop() => new((w, b) => b.AddCluster("shop", c => w.Simulated(c).UseForecaster(new Pipeline.BlindForecaster())));

    private static SimulatedCluster Cluster(HostWorld world) => world.World.Cluster(new ClusterName("shop"));

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    private static ValueTask AddWebAsync(HostWorld world) => world.Pipelines.ReconfigureAsync("shop", c => c.AddService("web", s =>
    {
        s.LoadPerInstance = 50;
        s.DependsOn.Add("api");
    }));

    private static int Count(HostWorld world, ServiceName service, bool serving) =>
        Cluster(world).Fleet.Instances.Count(i => i.Service == service && i.IsServing == serving);

    [Fact]
    public void ReconfigureAsync_ServiceAdded_GetsAShadowLikeAnyOther()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            await world.PassAsync(Minutes(6.5));
            Cluster(world).StartLive(Web, 2);
            await world.PassAsync(Minutes(2));
            world.Status("shop").Undeclared.ShouldBe([new UndeclaredService(Web, 2, 2)]);
            Epoch? epoch = world.Status("shop").Epoch;

            await AddWebAsync(world);
            await world.PassAsync(Minutes(8));
            (Count(world, Web, serving: true), Count(world, Web, serving: false)).ShouldBe((2, 1));
            ClusterStatus status = world.Status("shop");
            status.Counts.Select(c => (c.Service, c.Live, c.Cover)).ShouldBe([(Api, 1, 1), (Web, 2, 1)]);
            (status.Undeclared.Count, status.LastFault, status.NotReady.Count, status.Epoch).ShouldBe((0, null, 1, epoch));
            await world.StopAsync();
        });
    }

    [Fact]
    public void ReconfigureAsync_ServiceRemoved_EndsItsShadowAndLeavesItsLiveInstances()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            Cluster(world).StartLive(Web, 2);
            await AddWebAsync(world);
            await world.PassAsync(Minutes(6.5));
            Count(world, Web, serving: false).ShouldBe(1);

            await world.Pipelines.ReconfigureAsync("shop", c => c.RemoveService("web"));
            await world.PassAsync(Minutes(3));
            (Count(world, Web, serving: true), Count(world, Web, serving: false)).ShouldBe((2, 0));
            ClusterStatus status = world.Status("shop");
            status.Counts.Select(c => (c.Service, c.Live, c.Cover)).ShouldBe([(Api, 1, 1)]);
            status.Undeclared.ShouldBe([new UndeclaredService(Web, 2, 2)]);
            world.Operator.For("shop").Promote("ann", "go", Web).Refusal.ShouldBe("Cluster 'shop' has no service 'web'; it has: api.");

            // Once its shadow is gone, whoever uses the name later is left alone.
            Cluster(world).Fleet.PlaceReady(Web, 1);
            await world.PassAsync(Minutes(30));
            (Count(world, Web, serving: true), Count(world, Web, serving: false)).ShouldBe((2, 1));
            await world.StopAsync();
        });
    }

    [Fact]
    public void ReconfigureAsync_RemovalInAPause_IsCarriedOutByASuccessorAfterIt()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            Cluster(world).StartLive(Web, 1);
            await AddWebAsync(world);
            await world.PassAsync(Minutes(6.5));
            world.Operator.For("shop").Pause("ann", "game day");
            await world.Pipelines.ReconfigureAsync("shop", c => c.RemoveService("web"));
            await world.PassAsync(Minutes(3));
            Count(world, Web, serving: false).ShouldBe(1);

            await world.Pipelines.RemoveAsync("shop");
            await world.Pipelines.AddAsync("shop", c => world.Simulated(c));
            await world.PassAsync(Minutes(2));
            world.Operator.For("shop").Resume("ann", "over").IsAccepted.ShouldBeTrue();
            await world.PassAsync(Minutes(3));
            (Count(world, Web, serving: true), Count(world, Web, serving: false)).ShouldBe((1, 0));
            await world.StopAsync();
        });
    }

    [Fact]
    public void ReconfigureAsync_Rewired_HoldsFromTheNextTickOn()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            Cluster(world).StartLive(Web, 1);
            await AddWebAsync(world);
            await world.PassAsync(Minutes(2));
            world.Status("shop").Counts.Select(c => c.Service).ShouldBe([Api, Web]);
            await world.Pipelines.ReconfigureAsync("shop", c => c
                .AddService("web", s => s.DependsOn.Clear())
                .AddService("api", s => s.DependsOn.Add("web"))
                .Configure(o => o.Shadow.StandingCover = 2));
            await world.PassAsync(Minutes(1));
            world.Status("shop").Counts.Select(c => c.Service).ShouldBe([Web, Api]);
            await world.PassAsync(Minutes(4));
            string[] launched = [.. world.World.Log.Events.Where(e => e.Text.Contains("launching", StringComparison.Ordinal)).Select(e => e.Text.Split('-')[0])];
            launched.ShouldBe(["api", "web", "web", "api"]);
            world.Status("shop").Counts.ShouldAllBe(c => c.Cover == 2);
            await world.StopAsync();
        });
    }

    [Fact]
    public void ReconfigureAsync_WithFaults_NamesThemAllAndKeepsWhatWasInForce()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            await world.PassAsync(Minutes(4));
            InvalidHostException thrown = await HostWorld.CatchAsync<InvalidHostException>(() => world.Pipelines.ReconfigureAsync("shop", c => c
                .AddService("web", s => s.DependsOn.Add("nosuch"))
                .Configure(o => o.Switchover.MinimumDrain = TimeSpan.FromHours(1))));
            thrown.Faults.ShouldBe(
                [
                    "Cluster 'shop': SwitchoverOptions.MinimumDrain (01:00:00) must not be longer than SwitchoverOptions.DrainTimeout (00:10:00).",
                    "Cluster 'shop': Service 'web' is driven by no load metric: set ServiceOptions.LoadPerInstance and add a load metric with AddLoadMetric.",
                    "Service 'web' of cluster 'shop' depends on 'nosuch', which is not one of its services.",
                ]);
            (await HostWorld.CatchAsync<InvalidHostException>(() => world.Pipelines.ReconfigureAsync("shop", c => c.RemoveService("nosuch")))).Faults
                .ShouldBe(["Cluster 'shop' cannot be set up: Cluster 'shop' has no service 'nosuch' to remove; it has: api."]);
            (await HostWorld.CatchAsync<InvalidHostException>(() => world.Pipelines.ReconfigureAsync("shop", c => c.RemoveService("api")))).Faults
                .ShouldBe(["Cluster 'shop' has no service; add one with AddService."]);
            (await HostWorld.CatchAsync<InvalidHostException>(() => world.Pipelines.ReconfigureAsync("shop", c => c.UseFleet(new FailingFleet()).UseOwner("me")))).Faults
                .ShouldBe(["Cluster 'shop' runs and keeps its instance fleet: remove and add it to change that.", "Cluster 'shop' runs and keeps its owner: remove and add it to change that."]);
            (await HostWorld.CatchAsync<UnknownClusterException>(() => world.Pipelines.ReconfigureAsync("shpo", _ => { }))).Message
                .ShouldBe("There is no cluster 'shpo'; there are: shop.");

            await world.PassAsync(Minutes(4));
            (world.Status("shop").LastFault, world.Status("shop").Counts.Single().Cover).ShouldBe((null, 1));
            await world.StopAsync();
        });
    }

    [Fact]
    public void ReconfigureAsync_RemovesTheServiceOfAnOpenRun_IsRefusedNamingTheRun()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            Cluster(world).StartLive(Web, 1);
            await AddWebAsync(world);
            await world.PassAsync(Minutes(4));
            Cluster(world).Configuration.Desired = Second;
            while (world.Status("shop").OpenRun is null)
            {
                await world.PassAsync(Minutes(1));
            }

            RunId run = world.Status("shop").OpenRun!.Plan.Run;
            (await HostWorld.CatchAsync<ClusterChangeException>(() => world.Pipelines.ReconfigureAsync("shop", c => c.RemoveService("web")))).Message
                .ShouldBe($"Run {run} of cluster 'shop' is about service 'web', which the change removes: change it after the run, or abort the run.");

            // What removes nothing is taken at any time.
            await world.Pipelines.ReconfigureAsync("shop", c => c.AddService("api", s => s.Ceiling = 7));
            await world.PassAsync(Minutes(20));
            world.Status("shop").OpenRun.ShouldBeNull();
            await world.Pipelines.ReconfigureAsync("shop", c => c.RemoveService("web"));
            await world.PassAsync(Minutes(2));
            world.Status("shop").Counts.Single().Service.ShouldBe(Api);
            await world.StopAsync();
        });
    }
}
