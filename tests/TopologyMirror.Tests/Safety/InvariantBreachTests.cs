using Microsoft.Extensions.Logging;
using TopologyMirror.Data;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Routing;
using TopologyMirror.Shadow;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Data;
using TopologyMirror.Tests.Pipeline;
using TopologyMirror.Tests.Simulation;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Safety;

/// <summary>
/// One planted breach per number. A part of a host's own asks for it in the middle of a release, the guard refuses it, and the ground truth
/// shows that nothing of it happened. What only shows at the end is found by the watch at rest.
/// </summary>
public sealed class InvariantBreachTests
{
    private readonly WorkWorld _world = new(reversible: true);
    private readonly List<string> _log = [];
    private int _asked;

    [Fact]
    public void Number01_ServingCapacity_OldSideTakenOutBeforeTheNewOneServes()
    {
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (s, _) => Once(s, SwitchoverPhase.Route, new SwitchoverAction.SetWeights("lb", [new RouteWeight(OldSide(s)[0], 0)])))));
        ShouldBeRefused(1, "web would serve with 2 instances, fewer than 3");
    }

    [Fact]
    public void Number02_ObservedReadiness_CoverOfTheOldDigestRouted()
    {
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (s, o) => Once(s, SwitchoverPhase.Route, new SwitchoverAction.SetWeights(
            "lb", [new RouteWeight(o.World.On(WorkWorld.Web, Side.Shadow).First(i => i.Digest != s.Plan.Digest).Id, RouteWeight.Full)])))));
        ShouldBeRefused(2, "would be routed at digest");
    }

    [Fact]
    public void Number03_OneDigest_NewDigestJoinedBesideTheOldOne()
    {
        // A ready instance of another digest appears while a join is under way, and the rogue routes it with the cover.
        var world = new WorkWorld(work: false);
        SimulatedInstance? stranger = null;
        using ILoggerFactory logs = LoggerFactory.Create(b => b.AddProvider(new LogLines(_log)));
        MirrorPipeline pipeline = world.Builder("one").UseLoggerFactory(logs).DecorateSwitchover(inner => new Rogue(inner, (s, o) =>
        {
            if (s.Phase == SwitchoverPhase.Validate && stranger is null)
            {
                stranger = world.Cluster.Fleet.PlaceReady(WorkWorld.Web, 1).Single();
                stranger.Digest = new ConfigDigest(new string('f', ConfigDigest.Length));
                return new SwitchoverAction.Wait(o.Now, "the stranger");
            }

            return stranger is null ? null : Once(s, SwitchoverPhase.Route, new SwitchoverAction.SetWeights("lb", [new RouteWeight(stranger.Id, RouteWeight.Full)]));
        })).Build();
        world.Run(async () =>
        {
            await TickAsync(world, pipeline, 5);
            pipeline.Operator.Promote("ann", "test").IsAccepted.ShouldBeTrue();
            await TickAsync(world, pipeline, 1);
        });
        world.ShouldBeUnharmed();
        stranger!.IsServing.ShouldBeFalse();
        ShouldBeRefused(3, "would be routed beside");
    }

    [Fact]
    public void Number04_SingleWriter_ReplicaPromotedBesideTheWriter()
    {
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (s, _) => Once(s, SwitchoverPhase.CatchUp, Promote(s)))));
        ShouldBeRefused(4, "whose fence was not observed");
    }

    [Fact]
    public void Number05_CaughtUpReplica_ReplicaThatIsBehindPromoted()
    {
        _world.DataSet!.ReplicaLag = TimeSpan.FromSeconds(3);
        bool fenced = false;
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (s, o) =>
        {
            if (s.Phase == SwitchoverPhase.Quiesce && !fenced)
            {
                fenced = true;
                return new SwitchoverAction.MoveData(WorkWorld.Orders, DataChange.Fence, s.Plan.Writers[0].From);
            }

            return fenced && o.World.Data!.Find(WorkWorld.Orders)!.Fenced.Count == 0 && _asked == 0 ? new SwitchoverAction.Wait(o.Now.AddMilliseconds(100), "the fence")
                : Once(s, SwitchoverPhase.Quiesce, Promote(s));
        })));
        ShouldBeRefused(5, "was acknowledged");
    }

    [Fact]
    public void Number06_SingleOwner_EffectOfAnOwnerWhoseLeaseIsLost()
    {
        var leases = new LosingLeases(_world.World.Store);
        Release(b => b.UseStore(_world.Journal, leases, _world.World.Store).DecorateSwitchover(inner => new Rogue(inner, (s, o) =>
        {
            bool loses = s.Phase == SwitchoverPhase.Route && !leases.AreLost;
            leases.AreLost |= loses;
            return loses ? new SwitchoverAction.Wait(o.Now.AddSeconds(25), "the lease to be lost") : null;
        })), ticks: 9);
        int lost = _log.FindIndex(l => l.StartsWith("The lease of cluster shop under epoch 1 is lost", StringComparison.Ordinal));
        lost.ShouldBeGreaterThan(0);
        _log[lost..].ShouldNotContain(l => l.StartsWith("Effect ", StringComparison.Ordinal) && !l.Contains("(Refused)", StringComparison.Ordinal));
        _world.Cluster.Serving(WorkWorld.Web).ShouldBe(3);
        _world.ShouldBeUnharmed();

        // And a port that fences refuses what an earlier owner asks for all the same.
        var small = new SmallWorld();
        InstanceId[] live = small.StartLive(2);
        small.World.Run(async () =>
        {
            await small.Cluster.Monitoring.AttachAsync(new MonitoringArguments(new EffectKey(small.Cluster.Name, new RunId(5), 1, 1), new Epoch(2), []), CancellationToken.None);
            (await Record.ExceptionAsync(async () => await small.SetAsync(0, live[0]))).ShouldBeOfType<StaleEpochException>();
            await small.PassAsync(TimeSpan.FromMinutes(1));
        });
        small.Cluster.Serving(SmallWorld.Web).ShouldBe(2);
    }

    [Fact]
    public void Number07_NonEmptyRouting_AllOfLiveSetToNothing()
    {
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (s, _) => Once(
            s, SwitchoverPhase.Route, new SwitchoverAction.SetWeights("lb", [.. OldSide(s).Select(i => new RouteWeight(i, 0))])))));
        ShouldBeRefused(7, "router 'lb' would have no instance of web left");
    }

    [Fact]
    public void Number08_NothingReliedOn_RoutedInstanceEnded()
    {
        Release(b => b.DecorateShadowManager(inner => new Killer(inner, new InstanceId("web-first-0001"))), ticks: 1);
        ShouldBeRefused(8, "instance 'web-first-0001' still gets requests");
    }

    [Fact]
    public void Number09_EndedRuns_SequenceThatNeverEnds()
    {
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (_, o) => new SwitchoverAction.Wait(o.Now.AddHours(1), "nothing"))));
        _world.Cluster.Watch.AtRest().ShouldContain(b => b.Invariant == 9);
        _world.ShouldBeUnharmed();
    }

    [Fact]
    public void Number10_FreshObservation_FleetThatTellsOfTheDayBefore()
    {
        Release(b => b.UseFleet(new OldNews(_world.Cluster.Fleet)));
        ShouldBeRefused(10, "the observation is 1.00:00:0");
        _world.Cluster.Fleet.Launches.ShouldBe(0);
    }

    [Fact]
    public void Number11_PassiveWork_SecondCronStarted()
    {
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (s, o) => Once(s, SwitchoverPhase.Route, new SwitchoverAction.SetWork(
            s.Plan.Work.First(w => w.Service == WorkWorld.Jobs), [OldSide(s, WorkWorld.Jobs).First(i => o.World.Work!.Find(i)?.IsActive != true)], Active: true)))));
        ShouldBeRefused(11, "would do the work of jobs beside");
    }

    [Fact]
    public void Number12_WatchedFirst_RoutedBeforeItIsWatched()
    {
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (s, _) => Once(s, SwitchoverPhase.Validate, new SwitchoverAction.SetWeights(
            "lb", [new RouteWeight(s.Plan.Promote.First(i => i.Value.StartsWith("web")), RouteWeight.Full)])))));
        ShouldBeRefused(12, "would be routed and is not watched");
    }

    [Fact]
    public void Number13_BoundedAttempts_AskedAgainAtOnce()
    {
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (s, _) => s.Phase == SwitchoverPhase.Route && _asked++ < 2
            ? new SwitchoverAction.SetWeights("lb", [.. OldSide(s).Select(i => new RouteWeight(i, 0))])
            : null)));
        ShouldBeRefused(13, "the effect would follow after");
    }

    [Fact]
    public void Number14_ShadowInStep_ShadowThatIsNotFilledAgain()
    {
        bool gone = false;
        Release(b => b.DecorateShadowManager(inner => new Idle(inner, () => gone)), after: () => gone = true, ticks: 60);
        _world.Replace.Outcome.ShouldBe(SwitchoverOutcome.Committed);
        _world.Cluster.Watch.AtRest().ShouldContain(b => b.Invariant == 14);
    }

    [Fact]
    public void Number15_FixPromoted_FixHeldBackWhileLiveAlarms()
    {
        _world.Cluster.Monitoring.FailWhenServing(_world.Cluster.Configuration.Desired, TimeSpan.Zero);
        Release(b => b.DecorateSwitchover(inner => new Rogue(inner, (s, _) =>
            s.Plan.Kind == SwitchoverKind.Replace ? new SwitchoverAction.Close(SwitchoverOutcome.Aborted, "live is not well") : null)));
        _world.Cluster.Watch.AtRest().ShouldContain(b => b.Invariant == 15);
    }

    private static InstanceId[] OldSide(SwitchoverState run, ServiceName? service = null) =>
        [.. run.Plan.Leaving.Where(i => i.Value.StartsWith((service ?? WorkWorld.Web).Value, StringComparison.Ordinal))];

    private static SwitchoverAction.MoveData Promote(SwitchoverState run) => new(WorkWorld.Orders, DataChange.Promote, run.Plan.Writers[0].To);

    private SwitchoverAction? Once(SwitchoverState run, SwitchoverPhase phase, SwitchoverAction action) => run.Phase == phase && _asked++ == 0 ? action : null;

    /// <summary>A release, until its run has ended and a while longer, or as long as the ticks last.</summary>
    private void Release(Func<MirrorPipelineBuilder, MirrorPipelineBuilder> with, Action? after = null, int ticks = 25)
    {
        using ILoggerFactory logs = LoggerFactory.Create(b => b.AddProvider(new LogLines(_log)));
        MirrorPipeline pipeline = with(_world.Builder("one").UseLoggerFactory(logs)).Build();
        _world.Run(async () =>
        {
            await TickAsync(_world, pipeline, 4);
            _world.Release();
            for (int i = 0; i < ticks; i++)
            {
                await TickAsync(_world, pipeline, 1);
                if (_world.Runs.Count > 0)
                {
                    after?.Invoke();
                    after = null;
                }
            }
        });
    }

    private static async Task TickAsync(WorkWorld world, MirrorPipeline pipeline, int times)
    {
        for (int i = 0; i < times; i++)
        {
            world.Pipeline = pipeline;
            await world.TickAsync();
        }
    }

    /// <summary>The guard said no, by the invariant's number and by name; what serves is what served, and the ground truth saw no breach.</summary>
    private void ShouldBeRefused(int number, string says)
    {
        _log.ShouldContain(l => l.Contains("was not accepted (Refused)", StringComparison.Ordinal)
            && l.Contains($"invariant {number} (", StringComparison.Ordinal) && l.Contains(says, StringComparison.Ordinal));
        _world.Cluster.Serving(WorkWorld.Web).ShouldBe(3);
        _world.ShouldBeUnharmed();
    }

    private sealed class Killer(IShadowManager inner, InstanceId victim) : IShadowManager
    {
        public IReadOnlyList<FleetAction> Plan(MirrorInput input) => [.. inner.Plan(input), new FleetAction(WorkWorld.Web, 0, [victim], FleetActionReason.Surplus)];
    }

    private sealed class Idle(IShadowManager inner, Func<bool> isIdle) : IShadowManager
    {
        public IReadOnlyList<FleetAction> Plan(MirrorInput input) => isIdle() ? [] : inner.Plan(input);
    }

    private sealed class OldNews(IInstanceFleet inner) : IInstanceFleet
    {
        public PortDescription Description => inner.Description;

        public async ValueTask<TopologySnapshot> ListAsync(ClusterName cluster, CancellationToken cancellationToken)
        {
            TopologySnapshot now = await inner.ListAsync(cluster, cancellationToken);
            return new TopologySnapshot(cluster, now.ObservedAt.AddDays(-1), now.Instances);
        }

        public ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken) => inner.LaunchAsync(arguments, cancellationToken);

        public ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken) => inner.TerminateAsync(arguments, cancellationToken);
    }

    private sealed class LosingLeases(InMemoryStore inner) : ILeaseStore
    {
        public bool AreLost { get; set; }

        public async ValueTask<LeaseGrant?> TryAcquireAsync(ClusterName cluster, string owner, TimeSpan duration, CancellationToken cancellationToken) =>
            AreLost ? null : await inner.TryAcquireAsync(cluster, owner, duration, cancellationToken);

        public async ValueTask<IReadOnlySet<ClusterName>> RenewAsync(IReadOnlyCollection<LeaseGrant> grants, CancellationToken cancellationToken) =>
            AreLost ? new SortedSet<ClusterName>() : await inner.RenewAsync(grants, cancellationToken);

        public ValueTask ReleaseAsync(LeaseGrant grant, CancellationToken cancellationToken) => inner.ReleaseAsync(grant, cancellationToken);
    }

    private sealed class LogLines(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add(formatter(state, exception));
    }
}
