using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TopologyMirror.Durability;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Hosting;

public sealed class HostTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SimulationWorld _world = new(7, Start);

    /// <summary>A cluster whose ports are simulated and whose ticks the host's own loop calls.</summary>
    private MirrorPipelineBuilder Simulated(MirrorPipelineBuilder cluster, double load = 50) => HostWorld.Simulated(_world, cluster, load);

    private HostApplicationBuilder HostBuilder()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(_world.Time);
        return builder;
    }

    [Fact]
    public void Host_RunsTheLoop_TicksAndGrowsTheShadow()
    {
        HostApplicationBuilder builder = HostBuilder();
        builder.Services.AddTopologyMirror().AddCluster("shop", c => Simulated(c).WithStandingCover().RunAs(ControlMode.Automatic));
        using IHost host = builder.Build();
        _world.Run(async () =>
        {
            await host.StartAsync(CancellationToken.None);
            await _world.WaitUntilAsync(Start.AddMinutes(10));
            ClusterStatus status = host.Services.GetRequiredService<IMirrorOperator>().Status[0];
            status.LastTickAt!.Value.ShouldBe(Start.AddMinutes(10), TimeSpan.FromMinutes(1));
            status.Epoch.ShouldNotBeNull();
            status.Counts[0].Live.ShouldBe(1);
            status.Counts[0].Cover.ShouldBe(1);
            await host.StopAsync(CancellationToken.None);
        });

        // The lease was given back: the next owner need not wait for it to expire.
        IMirrorStore leases = host.Services.GetRequiredService<IMirrorStore>();
        LeaseGrant? grant = null;
        _world.Run(async () => grant = await leases.TryAcquireAsync(new ClusterName("shop"), "other", TimeSpan.FromSeconds(10), CancellationToken.None));
        grant.ShouldNotBeNull();
    }

    [Fact]
    public async Task Host_WithOneFailingCluster_KeepsTheOtherTicking()
    {
        HostApplicationBuilder builder = HostBuilder();
        builder.Services.AddTopologyMirror(o => o.CheckReachability = false)
            .AddCluster("bad", c => Simulated(c).UseFleet(new FailingFleet()))
            .AddCluster("good", c => Simulated(c));
        using IHost host = builder.Build();
        _world.Run(async () =>
        {
            await host.StartAsync(CancellationToken.None);
            await _world.WaitUntilAsync(Start.AddMinutes(5).AddSeconds(10));
            MirrorPipelines pipelines = host.Services.GetRequiredService<MirrorPipelines>();
            pipelines["good"].Status.LastFault.ShouldBeNull();
            pipelines["good"].Status.LastTickAt!.Value.ShouldBe(Start.AddMinutes(5), TimeSpan.FromMinutes(1));
            pipelines["bad"].Status.LastFault.ShouldBe("the fleet is away");
        });

        // The health check service runs its checks on the pool: outside the world.
        HealthReport health = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(CancellationToken.None);
        health.Status.ShouldBe(HealthStatus.Unhealthy);
        health.Entries["topologymirror"].Description!.ShouldContain("Cluster 'bad' has had no good tick for 00:05:10: the fleet is away");
        _world.Run(() => host.StopAsync(CancellationToken.None));
    }

    [Fact]
    public void Start_PortDoesNotAnswer_FailsNamingIt()
    {
        HostApplicationBuilder builder = HostBuilder();
        builder.Services.AddTopologyMirror().AddCluster("bad", c => Simulated(c).UseFleet(new FailingFleet()));
        using IHost host = builder.Build();
        InvalidHostException thrown = Should.Throw<InvalidHostException>(() => _world.Run(() => host.StartAsync(CancellationToken.None)));
        thrown.Faults.ShouldBe(["Cluster 'bad' cannot reach its fleet and routers: the fleet is away"]);
    }

    [Fact]
    public void Start_SeveralFaultsInSeveralClusters_FailsWithAllAtOnce()
    {
        HostApplicationBuilder builder = HostBuilder();
        builder.Services.AddTopologyMirror()
            .AddCluster("empty", _ => { })
            .AddCluster("shop", c => Simulated(c).Configure(o => o.Switchover.MinimumDrain = TimeSpan.FromHours(1)))
            .AddCluster("shop", c => Simulated(c));
        using IHost host = builder.Build();
        InvalidHostException thrown = Should.Throw<InvalidHostException>(() => _world.Run(() => host.StartAsync(CancellationToken.None)));
        thrown.Faults.ShouldBe(
            [
                "Cluster 'empty' has no service; add one with AddService.",
                "Cluster 'empty' has no provider; call UseSimulation or another provider's Use method.",
                "Cluster 'shop': SwitchoverOptions.MinimumDrain (01:00:00) must not be longer than SwitchoverOptions.DrainTimeout (00:10:00).",
                "Cluster 'shop' is added twice.",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void Configuration_SetsOptionsAndCodeWins()
    {
        HostApplicationBuilder builder = HostBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TopologyMirror:Owner"] = "host-1",
            ["TopologyMirror:Clusters:shop:TickInterval"] = "00:00:30",
            ["TopologyMirror:Clusters:shop:Mode"] = "Recommend",
            ["TopologyMirror:Clusters:shop:Capacity:Risk"] = "0.02",
            ["TopologyMirror:Clusters:shop:Shadow:StandingCover"] = "3",
            ["TopologyMirror:Clusters:shop:Services:api:Floor"] = "2",
        });
        MirrorPipelineOptions? seen = null;
        builder.Services.AddTopologyMirror(builder.Configuration.GetSection("TopologyMirror"))
            .AddCluster("shop", c => Simulated(c).Configure(o =>
            {
                o.Shadow.StandingCover = 4;
                seen = o;
            }));
        using IHost host = builder.Build();
        MirrorPipeline pipeline = host.Services.GetRequiredService<MirrorPipelines>()["shop"];

        pipeline.TickInterval.ShouldBe(TimeSpan.FromSeconds(30));
        pipeline.Status.Mode.ShouldBe(ControlMode.Recommend);
        seen!.Capacity.Risk.ShouldBe(0.02);
        seen.Shadow.StandingCover.ShouldBe(4);
        seen.Services["api"].Floor.ShouldBe(2);
        seen.Services["api"].LoadPerInstance.ShouldBe(100);
        host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<TopologyMirrorOptions>>().Value.Owner.ShouldBe("host-1");
    }

    [Fact]
    public void Configuration_NamesAClusterThatNoCodeAdds_Fails()
    {
        HostApplicationBuilder builder = HostBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["TopologyMirror:Clusters:shpo:TickInterval"] = "00:00:30" });
        builder.Services.AddTopologyMirror(builder.Configuration.GetSection("TopologyMirror")).AddCluster("shop", c => Simulated(c));
        using IHost host = builder.Build();
        Should.Throw<InvalidHostException>(() => host.Services.GetRequiredService<MirrorPipelines>().All)
            .Faults.ShouldBe(["The configuration names cluster 'shpo', which no AddCluster adds."]);
    }

    [Fact]
    public void Pipelines_UnknownCluster_SaysWhichThereAre()
    {
        HostApplicationBuilder builder = HostBuilder();
        builder.Services.AddTopologyMirror().AddCluster("shop", c => Simulated(c));
        using IHost host = builder.Build();
        Should.Throw<UnknownClusterException>(() => host.Services.GetRequiredService<IMirrorOperator>().For("shpo"))
            .Message.ShouldBe("There is no cluster 'shpo'; there are: shop.");
    }

    [Fact]
    public void Loop_LeavesPumpedPipelinesAlone()
    {
        HostApplicationBuilder builder = HostBuilder();
        builder.Logging.ClearProviders();
        Simulated(new MirrorPipelineBuilder("shop"));
        builder.Services.AddTopologyMirror().AddCluster("shop", c => c
            .AddService("api", s => s.LoadPerInstance = 100)
            .AddLoadMetric("requests")
            .UseSimulation(_world));
        using IHost host = builder.Build();
        _world.Run(async () =>
        {
            await host.StartAsync(CancellationToken.None);
            await _world.WaitUntilAsync(Start.AddMinutes(5).AddSeconds(10));
            MirrorPipeline pipeline = host.Services.GetRequiredService<MirrorPipelines>()["shop"];
            pipeline.Status.LastTickAt.ShouldBeNull();
            TickResult tick = await pipeline.TickAsync(CancellationToken.None);
            tick.IsOwner.ShouldBeTrue();
            await host.StopAsync(CancellationToken.None);
        });
    }
}
