using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Hosting;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Only so many clusters switch at the same time; what measured load asks for does not wait.</summary>
public sealed class SwitchSlotTests
{
    private static readonly ServiceName Api = new("api");

    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SimulationWorld _world = new(11, HostWorld.Start);
    private readonly SortedDictionary<string, MirrorPipeline> _pipelines = new(StringComparer.Ordinal);
    private readonly List<SwitchoverState> _closed = [];
    private int _minute;
    private int _mostOpen;

    [Fact]
    public void Tick_FortyClustersReleaseAtOnce_TwoSwitchAtATime()
    {
        foreach (string name in SharingWorld.Names(40))
        {
            Add(name, _ => 150);
        }

        Pass(6);
        foreach (string name in _pipelines.Keys)
        {
            _world.Cluster(new ClusterName(name)).Configuration.Desired = Second;
        }

        _closed.Clear();
        _mostOpen = 0;
        Pass(12);
        _pipelines.Values.Count(p => p.Status.Waits is not null).ShouldBeGreaterThan(20);
        string waits = _pipelines.Values.First(p => p.Status.Waits is not null).Status.Waits!;
        waits.ShouldEndWith("waits: 2 of all clusters may switch at the same time, and as many do.");
        for (int i = 0; i < 40 && _closed.Count < 40; i++)
        {
            Pass(10);
        }

        _mostOpen.ShouldBe(2);
        _closed.Count(r => r is { Plan.Kind: SwitchoverKind.Replace, Outcome: SwitchoverOutcome.Committed }).ShouldBe(40);
    }

    [Fact]
    public void Tick_SurgeWhileAnotherSwitches_JoinsAtOnce()
    {
        Add("shop", m => m < 10 ? 150 : 290);
        _world.Run(() => HoldSlotAsync("bank"));
        Pass(16);
        SwitchoverState join = _closed.ShouldHaveSingleItem();
        (join.Plan.Kind, join.Outcome).ShouldBe((SwitchoverKind.Join, SwitchoverOutcome.Committed));
        (join.Plan.OpenedAt - HostWorld.Start).ShouldBeLessThan(TimeSpan.FromMinutes(14));
    }

    [Fact]
    public void Tick_ReleaseWhileAnotherSwitches_WaitsUntilThatHasEnded()
    {
        Add("shop", _ => 150);
        LeaseGrant other = null!;
        _world.Run(async () => other = await HoldSlotAsync("bank"));
        Pass(4);
        _world.Cluster(new ClusterName("shop")).Configuration.Desired = Second;
        Pass(15);
        _closed.ShouldBeEmpty();
        _pipelines["shop"].Status.OpenRun.ShouldBeNull();
        _pipelines["shop"].Status.Waits.ShouldBe("A Replace of cluster 'shop' waits: 1 of all clusters may switch at the same time, and as many do.");
        _pipelines["shop"].Status.LastFault.ShouldBeNull();

        _world.Run(async () => await _world.Store.EndSwitchAsync(other, CancellationToken.None));
        Pass(2);
        _pipelines["shop"].Status.OpenRun.ShouldNotBeNull().Plan.Kind.ShouldBe(SwitchoverKind.Replace);
        _pipelines["shop"].Status.Waits.ShouldBeNull();
    }

    [Fact]
    public void Tick_OperatorsPromote_DoesNotWait()
    {
        Add("shop", _ => 150);
        _world.Run(() => HoldSlotAsync("bank"));
        Pass(5);
        _pipelines["shop"].Operator.Promote("ann", "a talk in an hour", null, null);
        Pass(3);
        _closed.ShouldHaveSingleItem().Plan.Actor.ShouldBe("ann");
    }

    [Fact]
    public void Tick_OwnerBeforeDiedWithASlotAndNoRun_EndsIt()
    {
        Add("shop", _ => 150);
        _world.Run(async () =>
        {
            LeaseGrant dead = (await _world.Store.TryAcquireAsync(new ClusterName("shop"), "dead", TimeSpan.FromSeconds(10), CancellationToken.None)).ShouldNotBeNull();
            (await _world.Store.TryBeginSwitchAsync(dead, 1, CancellationToken.None)).ShouldBeTrue();
        });
        Pass(2);
        _world.Run(() => HoldSlotAsync("bank"));
    }

    [Fact]
    public void Tick_RunHasEnded_LeavesItsSlot()
    {
        Add("shop", m => m < 10 ? 150 : 290);
        Pass(16);
        _closed.Count.ShouldBe(1);
        _world.Run(() => HoldSlotAsync("bank"));
    }

    /// <summary>Another cluster of the store switches; it is the only one that may.</summary>
    private async Task<LeaseGrant> HoldSlotAsync(string cluster)
    {
        LeaseGrant grant = (await _world.Store.TryAcquireAsync(new ClusterName(cluster), "other", TimeSpan.FromHours(10), CancellationToken.None)).ShouldNotBeNull();
        (await _world.Store.TryBeginSwitchAsync(grant, 1, CancellationToken.None)).ShouldBeTrue();
        return grant;
    }

    private void Add(string name, Func<int, double> load)
    {
        SimulatedCluster cluster = _world.Cluster(new ClusterName(name));
        cluster.StartLive(Api, 2);
        cluster.Metrics.Set(new MetricName("requests"), new SimulatedLoad(
            HostWorld.Start.AddMinutes(-10), Minute, Minute * 2, [.. Enumerable.Range(-10, 1000).Select(load)]));
        _pipelines[name] = new MirrorPipelineBuilder(name)
            .AddService("api", s => s.LoadPerInstance = 100)
            .AddLoadMetric("requests")
            .UseSimulation(_world)
            .WithStandingCover()
            .UseForecaster(new BlindForecaster())
            .RunAs(ControlMode.Automatic)
            .Configure(o => o.Switchover.Bake = Minute * 2)
            .Build();
    }

    private void Pass(int minutes) => _world.Run(async () =>
    {
        for (int i = 0; i < minutes; i++)
        {
            foreach (MirrorPipeline pipeline in _pipelines.Values)
            {
                _closed.AddRange((await pipeline.TickAsync(CancellationToken.None)).ClosedRuns);
                _mostOpen = Math.Max(_mostOpen, _pipelines.Values.Count(p => p.Status.OpenRun is not null));
            }

            // With many clusters one round of ticks may take more than a minute of the world.
            _minute++;
            await _world.WaitUntilAsync(HostWorld.Start + (Minute * _minute));
        }
    });
}
