using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Hosting;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>One controller dies or leaves, another goes on.</summary>
public sealed class TakeoverTests
{
    private static readonly ServiceName Api = new("api");

    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private readonly SimulationWorld _world = new(11, HostWorld.Start);
    private readonly SimulatedCluster _cluster;
    private readonly LateRouter _router;
    private readonly MortalTime _firstTime;

    public TakeoverTests()
    {
        _cluster = _world.Cluster(new ClusterName("shop"));
        _cluster.StartLive(Api, 2);
        _cluster.Metrics.Set(new MetricName("requests"), new SimulatedLoad(
            HostWorld.Start.AddMinutes(-10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Range(-10, 500).Select(m => m < 5 ? 150.0 : 290)]));
        _router = new LateRouter(_world, _cluster.Routers[0]);
        _firstTime = new MortalTime(_world.Time);
    }

    [Fact]
    public void Tick_OwnerDiedDuringACallThatLandsLate_LooksOnlyAfterItCanHaveLanded()
    {
        MirrorPipeline first = Late(_firstTime, "one");
        MirrorPipeline second = Late(_world.Time, "two");
        _world.Run(async () =>
        {
            await TickAsync(first, 0, 5);

            // The owner dies as it sets weights; its lease ends within ten seconds, its call lands after that, within the call time-out.
            _router.NextIsLateBy = TimeSpan.FromSeconds(11.5);
            for (int minute = 5; _router.NextIsLateBy is not null; minute++)
            {
                await _world.WaitUntilAsync(HostWorld.Start.AddMinutes(minute));
                _ = first.TickAsync(CancellationToken.None).AsTask();
                while (_router.NextIsLateBy is not null && _world.Now < HostWorld.Start.AddMinutes(minute + 1))
                {
                    await _world.WaitUntilAsync(_world.Now + TimeSpan.FromMilliseconds(50));
                }
            }

            _firstTime.IsDead = true;
            DateTimeOffset died = _world.Now;
            _router.LaterLooks.Clear();
            TickResult tick = new() { Cluster = _cluster.Name, At = died };
            while (!tick.IsOwner)
            {
                await _world.WaitUntilAsync(_world.Now + TimeSpan.FromSeconds(0.5));
                tick = await second.TickAsync(CancellationToken.None);
            }

            _router.LandedAt.ShouldNotBeNull();
            _router.LaterLooks[0].ShouldBeGreaterThan(_router.LandedAt.Value);
            _router.LaterCalls.ShouldAllBe(c => c > _router.LandedAt.Value);
            await TickAsync(second, 10, 16);
        });

        _cluster.Serving(Api).ShouldBe(3);
        _cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_OwnerGaveTheLeaseBack_DoesNotWait()
    {
        MirrorPipeline first = Late(_firstTime, "one");
        MirrorPipeline second = Late(_world.Time, "two");
        _world.Run(async () =>
        {
            await TickAsync(first, 0, 3);
            await first.DisposeAsync();
            DateTimeOffset asked = _world.Now;
            (await second.TickAsync(CancellationToken.None)).IsOwner.ShouldBeTrue();
            _router.LaterLooks.ShouldAllBe(l => l >= asked);
            (_world.Now - asked).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        });
    }

    [Fact]
    public void Tick_ReleaseEndsTheOwnersInstance_IsLeftToTheOtherControllerBefore()
    {
        InstanceId own = _cluster.Fleet.Instances.First().Id;
        MirrorPipeline first = Builder(_world.Time, "one").UseOwnInstance(own).Build();
        MirrorPipeline second = Builder(_world.Time, "two").UseOwnInstance(() => null).Build();
        _world.Run(async () =>
        {
            await TickAsync(first, 0, 3, second);
            _cluster.Configuration.Desired = Second;
            await TickAsync(first, 3, 60, second, () => _cluster.Fleet.Find(own) is null or { IsServing: false }
                ? first.Status.Epoch is null && second.Status.Epoch is not null
                : first.Status.Epoch is null || second.Status.Epoch is null);
        });

        _cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == Second);
        (first.Status.Epoch, second.Status.Epoch).ShouldBe((null, new Epoch(2)));
        _cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_ReleaseEndsTheOnlyControllersInstance_KeepsItAndSaysSo()
    {
        InstanceId own = _cluster.Fleet.Instances.First().Id;
        MirrorPipeline only = Builder(_world.Time, "one").UseOwnInstance(own).Build();
        _world.Run(async () =>
        {
            await TickAsync(only, 0, 3);
            _cluster.Configuration.Desired = Second;
            await TickAsync(only, 3, 60);
        });

        only.Status.LiveDigest.ShouldBe(Second);
        only.Status.Epoch.ShouldNotBeNull();
        _cluster.Fleet.Instances.Count(i => i.Digest != Second).ShouldBe(1);
        _cluster.Fleet.Find(own).ShouldNotBeNull();
        only.Status.Waits.ShouldBe($"Instance '{own}' runs this controller, and no other host is alive to take cluster 'shop' over: it is not ended.");
    }

    private MirrorPipeline Late(TimeProvider time, string owner)
    {
        MirrorPipelineBuilder builder = new MirrorPipelineBuilder("shop")
            .UseFleet(_cluster.Fleet)
            .AddRouter(_router)
            .UseMonitoring(_cluster.Monitoring)
            .UseConfiguration(_cluster.Configuration, _cluster.Configuration)
            .UseMetricSource(_cluster.Metrics)
            .UseStore(_world.Store);
        return Common(builder, time, owner).Build();
    }

    private MirrorPipelineBuilder Builder(TimeProvider time, string owner) =>
        Common(new MirrorPipelineBuilder("shop").UseSimulation(_world), time, owner).Configure(o => o.Switchover.Bake = TimeSpan.FromMinutes(2));

    private static MirrorPipelineBuilder Common(MirrorPipelineBuilder builder, TimeProvider time, string owner) => builder
        .AddService("api", s => s.LoadPerInstance = 100)
        .AddLoadMetric("requests")
        .WithStandingCover()
        .UseForecaster(new BlindForecaster())
        .UseTimeProvider(time)
        .UseOwner(owner)
        .RunAs(ControlMode.Automatic);

    private async Task TickAsync(MirrorPipeline pipeline, int from, int to, MirrorPipeline? beside = null, Func<bool>? holds = null)
    {
        for (int minute = from; minute < to; minute++)
        {
            await _world.WaitUntilAsync(HostWorld.Start.AddMinutes(minute));
            await pipeline.TickAsync(CancellationToken.None);
            if (beside is not null)
            {
                await beside.TickAsync(CancellationToken.None);
            }

            (holds?.Invoke() ?? true).ShouldBeTrue($"at minute {minute}");
        }
    }
}
