using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Tests.Hosting;

/// <summary>Clusters come and go while the host runs, and none of it touches another.</summary>
public sealed class ClusterChangeTests
{
    private static HostWorld Shop() => new((w, b) => b.AddCluster("shop", c => w.Simulated(c)));

    private static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    [Fact]
    public void AddAsync_WhileTheHostRuns_TicksAtOnceAndGrowsItsShadow()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            await world.PassAsync(Minutes(3.5));
            await world.Pipelines.AddAsync("bank", c => world.Simulated(c));
            await world.PassAsync(TimeSpan.FromSeconds(5));
            world.Status("bank").LastTickAt.ShouldNotBeNull();
            await world.PassAsync(Minutes(6));
            (world.Status("bank").Counts[0].Live, world.Status("bank").Counts[0].Cover).ShouldBe((1, 1));
            world.Pipelines.All.Select(p => p.Cluster.Value).ShouldBe(["bank", "shop"]);
            world.Operator.Status.ShouldAllBe(s => s.LastFault == null && world.World.Now - s.LastTickAt < Minutes(1.1));
            await world.StopAsync();
        });
    }

    [Fact]
    public void AddAsync_BeforeTheHostStarts_StartsWithIt()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.Services.GetRequiredService<IMirrorClusters>().AddAsync("bank", c => world.Simulated(c));
            await world.PassAsync(Minutes(2));
            world.Status("bank").LastTickAt.ShouldBeNull();
            await world.StartAsync();
            await world.PassAsync(Minutes(2));
            world.Operator.Status.ShouldAllBe(s => s.LastTickAt != null);
            await world.StopAsync();
        });
    }

    [Fact]
    public void AddAsync_WithFaults_NamesThemAllAndAddsNothing()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            InvalidHostException thrown = await HostWorld.CatchAsync<InvalidHostException>(() => world.Pipelines.AddAsync(
                "bank", c => c.Configure(o => o.Switchover.MinimumDrain = TimeSpan.FromHours(1))));
            thrown.Faults.ShouldBe(
            [
                "Cluster 'bank': SwitchoverOptions.MinimumDrain (01:00:00) must not be longer than SwitchoverOptions.DrainTimeout (00:10:00).",
                "Cluster 'bank' has no service; add one with AddService.",
                "Cluster 'bank' has no provider; call UseSimulation or another provider's Use method.",
            ]);
            (await HostWorld.CatchAsync<InvalidHostException>(() => world.Pipelines.AddAsync("bank", _ => throw new InvalidOperationException("no"))))
                .Faults.ShouldBe(["Cluster 'bank' cannot be set up: no"]);
            (await HostWorld.CatchAsync<InvalidHostException>(() => world.Pipelines.AddAsync("bank", c => world.Simulated(c).UseFleet(new FailingFleet()))))
                .Faults.ShouldBe(["Cluster 'bank' cannot reach its fleet and routers: the fleet is away"]);
            world.Pipelines.All.Select(p => p.Cluster.Value).ShouldBe(["shop"]);

            // What failed keeps nothing: the name is free.
            await world.Pipelines.AddAsync("bank", c => world.Simulated(c));
            await world.PassAsync(Minutes(2));
            world.Operator.Status.ShouldAllBe(s => s.LastFault == null && s.LastTickAt != null);
            await world.StopAsync();
        });
    }

    [Fact]
    public void AddAsync_NameTwice_IsRefused()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            (await Refused(world.Pipelines.AddAsync("shop", c => world.Simulated(c)))).ShouldBe("There is a cluster 'shop' already: it is not added again.");

            // The second one comes while the first still asks its ports.
            Task first = world.Pipelines.AddAsync("bank", c => world.Simulated(c)).AsTask();
            (await Refused(world.Pipelines.AddAsync("bank", c => world.Simulated(c)))).ShouldBe("Cluster 'bank' is just being added: it is not added.");
            (await Refused(world.Pipelines.RemoveAsync("bank"))).ShouldBe("Cluster 'bank' is just being added: it is not removed.");
            await first;
            world.Pipelines.All.Count.ShouldBe(2);
            await world.StopAsync();
        });
    }

    [Fact]
    public void RemoveAsync_UnknownCluster_SaysWhichThereAre()
    {
        using HostWorld world = Shop();
        world.Run(async () => (await HostWorld.CatchAsync<UnknownClusterException>(() => world.Pipelines.RemoveAsync("shpo")))
            .Message.ShouldBe("There is no cluster 'shpo'; there are: shop."));
    }

    [Fact]
    public void Changes_WhileTheHostStops_AreRefused()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            await world.PassAsync(Minutes(1));

            // An add that has begun is not finished by a host that stops meanwhile.
            Task begun = world.Pipelines.AddAsync("bank", c => world.Simulated(c)).AsTask();
            Task stop = world.StopAsync();
            (await Refused(new ValueTask(begun))).ShouldBe("The host is stopping: cluster 'bank' is not added.");
            (await Refused(world.Pipelines.AddAsync("mail", c => world.Simulated(c)))).ShouldBe("The host is stopping: cluster 'mail' is not added.");
            (await Refused(world.Pipelines.RemoveAsync("shop"))).ShouldBe("The host is stopping: cluster 'shop' is not removed.");
            await stop;
        });
    }

    [Fact]
    public void RemoveAsync_ARunningCluster_LeavesItsInstancesAndRoutesAndGivesTheLeaseBack()
    {
        using HostWorld world = Shop();
        world.Run(async () =>
        {
            await world.StartAsync();
            await world.Pipelines.AddAsync("bank", c => world.Simulated(c));
            await world.PassAsync(Minutes(6));
            ClusterOperator removed = world.Operator.For("bank");
            string before = Text(world, "bank");
            await world.Pipelines.RemoveAsync("bank");
            long effects = world.World.Cluster(new ClusterName("bank")).Watch.Effects;
            await world.PassAsync(Minutes(30));

            (Text(world, "bank"), world.World.Cluster(new ClusterName("bank")).Watch.Effects).ShouldBe((before, effects));
            removed.Promote("ann", "go").Refusal.ShouldBe("Cluster 'bank' is being removed from this host and takes no command.");
            Should.Throw<UnknownClusterException>(() => world.Operator.For("bank"));
            LeaseGrant? grant = await world.Services.GetRequiredService<IMirrorStore>().TryAcquireAsync(
                new ClusterName("bank"), "other", TimeSpan.FromSeconds(10), CancellationToken.None);
            grant.ShouldNotBeNull();
            await world.Services.GetRequiredService<IMirrorStore>().ReleaseAsync(grant, CancellationToken.None);

            // Added again, it goes on from its journal.
            await world.Pipelines.AddAsync("bank", c => world.Simulated(c));
            await world.PassAsync(Minutes(3));
            (Text(world, "bank"), world.Status("bank").LastFault).ShouldBe((before, null));
            world.Status("shop").LastFault.ShouldBeNull();
            await world.StopAsync();
        });
    }

    [Theory]
    [InlineData(false, 20, 21)]
    [InlineData(true, 22, 23)]
    public void RemoveAsync_ATickThatHangs_LeavesItAfterTheShutdownTimeout(bool isDeaf, int fromSeconds, int toSeconds)
    {
        using HostWorld world = Shop();
        HangingFleet? fleet = null;
        world.Run(async () =>
        {
            await world.StartAsync();
            await world.Pipelines.AddAsync("bank", c => world.Simulated(c)
                .UseFleet(fleet = new HangingFleet(world.World.Cluster(c.Cluster).Fleet, world.World.Time, isDeaf))
                .Configure(o =>
                {
                    o.CallTimeout = Minutes(4);
                    o.LeaseDuration = Minutes(10);
                    o.Safety.ObservationAgeLimit = Minutes(5);
                }));
            await world.PassAsync(Minutes(2));
            fleet!.Hangs = true;
            await world.PassAsync(Minutes(1.5));

            DateTimeOffset asked = world.World.Now;
            Task removal = world.Pipelines.RemoveAsync("bank").AsTask();
            await world.PassAsync(TimeSpan.FromSeconds(1));
            world.Operator.For("bank").Pause("ann", "stop").Refusal.ShouldBe("Cluster 'bank' is being removed from this host and takes no command.");
            (await Refused(world.Pipelines.AddAsync("bank", c => world.Simulated(c)))).ShouldBe("Cluster 'bank' is just being removed: it is not added.");
            await removal;
            (world.World.Now - asked).TotalSeconds.ShouldBeInRange(fromSeconds, toSeconds);
            world.Pipelines.All.Count.ShouldBe(1);

            await world.PassAsync(Minutes(5));
            (world.World.Now - world.Status("shop").LastTickAt!.Value).ShouldBeLessThan(Minutes(1.1));
            await world.StopAsync();
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Loop_OneClusterHangs_TheOthersTickOn(bool isDeaf)
    {
        HangingFleet? fleet = null;
        using HostWorld world = new((w, b) => b
            .AddCluster("bad", c => w.Simulated(c).UseFleet(fleet = new HangingFleet(w.World.Cluster(c.Cluster).Fleet, w.World.Time, isDeaf)))
            .AddCluster("good", c => w.Simulated(c)));
        world.Run(async () =>
        {
            await world.StartAsync();
            await world.PassAsync(Minutes(2));
            fleet!.Hangs = true;
            await world.PassAsync(Minutes(10));
            (world.World.Now - world.Status("good").LastTickAt!.Value).ShouldBeLessThan(Minutes(1.1));
            world.Status("good").Counts[0].Cover.ShouldBe(1);
            world.Status("bad").LastFault.ShouldBe(isDeaf ? null : "Port 'fleet' of cluster 'bad' did not answer within 00:00:05.");
            (world.World.Now - world.Status("bad").LastTickAt!.Value).ShouldBeGreaterThan(Minutes(9));

            DateTimeOffset asked = world.World.Now;
            await world.StopAsync();
            (world.World.Now - asked).ShouldBeLessThan(TimeSpan.FromSeconds(23));
        });
    }

    private static async Task<string> Refused(ValueTask change) => (await HostWorld.CatchAsync<ClusterChangeException>(() => change)).Message;

    private static string Text(HostWorld world, string cluster) => string.Join(
        ' ', world.World.Cluster(new ClusterName(cluster)).Fleet.Instances.Select(i => $"{i.Id}:{i.State}:{i.IsServing}"));
}
