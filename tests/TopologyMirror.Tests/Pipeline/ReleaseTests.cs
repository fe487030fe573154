using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>A new desired digest becomes live by a Replace: candidates, routes, bake, and the old side retired or brought back.</summary>
public sealed class ReleaseTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ServiceName Api = new("api");

    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private static readonly ConfigDigest Third = new(new string('3', ConfigDigest.Length));

    private readonly SimulationWorld _world = new(11, Start);
    private readonly SimulatedCluster _cluster;
    private readonly List<TickResult> _ticks = [];
    private int _fewestServing = int.MaxValue;

    public ReleaseTests()
    {
        _cluster = _world.Cluster(new ClusterName("shop"));
        _cluster.StartLive(Api, 3);
        SetLoad([.. Enumerable.Repeat(250.0, 2000)]);
    }

    private void SetLoad(double[] values) => _cluster.Metrics.Set(
        new MetricName("requests"), new SimulatedLoad(Start.AddDays(-1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), values));

    private MirrorPipeline Build() => new MirrorPipelineBuilder("shop")
        .AddService("api", s => s.LoadPerInstance = 100)
        .AddLoadMetric("requests")
        .UseSimulation(_world)
        .WithStandingCover()
        .RunAs(ControlMode.Automatic)
        .Build();

    private void Tick(MirrorPipeline pipeline, int from, int to, Action<TickResult>? seen = null) => _world.Run(async () =>
    {
        for (int minute = from; minute < to; minute++)
        {
            await _world.WaitUntilAsync(Start.AddMinutes(minute));
            _fewestServing = Math.Min(_fewestServing, _cluster.Serving(Api));
            TickResult tick = await pipeline.TickAsync(CancellationToken.None);
            _ticks.Add(tick);
            seen?.Invoke(tick);
        }
    });

    private IEnumerable<SwitchoverState> Replaces => _ticks.SelectMany(t => t.ClosedRuns).Where(r => r.Plan.Kind == SwitchoverKind.Replace);

    private IEnumerable<ConfigDigest> ServingDigests => _cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Digest).Distinct();

    [Fact]
    public void Tick_NewDesiredDigest_ReplacesLiveAfterTheBakeAndBringsTheShadowAlong()
    {
        MirrorPipeline pipeline = Build();
        Tick(pipeline, 0, 10);
        _cluster.Configuration.Desired = Second;
        Tick(pipeline, 10, 70);

        SwitchoverState run = Replaces.ShouldHaveSingleItem();
        run.Outcome.ShouldBe(SwitchoverOutcome.Committed);
        run.Plan.Actor.ShouldBe("release");
        ServingDigests.ShouldBe([Second]);
        _cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == Second);
        _cluster.Fleet.Instances.Count(i => !i.IsServing).ShouldBe(1);
        pipeline.Status.LiveDigest.ShouldBe(Second);
        _fewestServing.ShouldBeGreaterThanOrEqualTo(3);
        _cluster.Watch.Violations.ShouldBeEmpty();

        // The bake lasted as long as it should, and what was retired left routes and monitoring behind.
        (run.EnteredAt - run.Plan.OpenedAt).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(10));
        _cluster.Routers[0].WeightInForce(run.Plan.Retire[0]).ShouldBe(0);
        _ticks[^1].World!.Monitoring!.Watched.ShouldNotContain(run.Plan.Retire[0]);
        _ticks[^1].World!.Routes[0].Find(run.Plan.Retire[0]).ShouldBeNull();
    }

    [Fact]
    public void Tick_ReleaseFailsUnderTraffic_GoesBackWithinTheBakeAndIsNotTriedAgain()
    {
        MirrorPipeline pipeline = Build();
        Tick(pipeline, 0, 10);
        _cluster.Monitoring.FailWhenServing(Second, TimeSpan.FromMinutes(3));
        _cluster.Configuration.Desired = Second;
        Tick(pipeline, 10, 90);

        SwitchoverState run = Replaces.ShouldHaveSingleItem();
        run.Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        run.Reason!.ShouldStartWith("Alarm 'errors' fires for instance 'api-");
        (run.EnteredAt - run.Plan.OpenedAt).ShouldBeLessThan(TimeSpan.FromMinutes(6));
        ServingDigests.Single().ShouldNotBe(Second);
        _cluster.Fleet.Instances.ShouldAllBe(i => i.Digest != Second);
        _fewestServing.ShouldBeGreaterThanOrEqualTo(3);
        _cluster.Watch.Violations.ShouldBeEmpty();

        // What follows the bad release is free to come.
        _cluster.Configuration.Desired = Third;
        Tick(pipeline, 90, 150);
        Replaces.Last().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        ServingDigests.ShouldBe([Third]);
    }

    [Fact]
    public void Abort_InTheBake_BringsTheOldSideBack()
    {
        MirrorPipeline pipeline = Build();
        _cluster.Configuration.Desired = Second;
        Tick(pipeline, 0, 60, tick =>
        {
            if (tick.OpenRun is { Phase: SwitchoverPhase.Bake })
            {
                pipeline.Operator.Abort("ann", "numbers look odd");
            }
        });

        SwitchoverState run = Replaces.ShouldHaveSingleItem();
        run.Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        run.Reason.ShouldBe("ann: numbers look odd");
        ServingDigests.Single().ShouldNotBe(Second);
        _cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_ControllerDiesInTheBake_TheNextOneFinishesIt()
    {
        MirrorPipeline first = Build();
        _cluster.Configuration.Desired = Second;
        bool baking = false;
        for (int minute = 0; !baking; minute++)
        {
            Tick(first, minute, minute + 1, tick => baking = tick.OpenRun is { Phase: SwitchoverPhase.Bake });
            minute.ShouldBeLessThan(60);
        }

        // Nothing is disposed: the first one is just never heard of again.
        int now = (int)(_world.Now - Start).TotalMinutes + 1;
        Tick(Build(), now, now + 60);
        Replaces.ShouldHaveSingleItem().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        ServingDigests.ShouldBe([Second]);
        _cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == Second);
        _cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_LoadWillRiseWithinTheBake_JoinsFirstAndReleasesLater()
    {
        // The same wave every day: it rises two hours in, from what three instances carry to what six do.
        SetLoad([.. Enumerable.Range(0, 5 * 1440).Select(i => i % 1440 is >= 120 and < 400 ? 560.0 : 250.0)]);
        MirrorPipeline pipeline = Build();
        Tick(pipeline, 0, 100);
        _cluster.Configuration.Desired = Second;
        Tick(pipeline, 100, 300);

        SwitchoverState release = Replaces.ShouldHaveSingleItem();
        release.Outcome.ShouldBe(SwitchoverOutcome.Committed);
        ServingDigests.ShouldBe([Second]);
        _ticks.SelectMany(t => t.ClosedRuns).ShouldContain(r => r.Plan.Kind == SwitchoverKind.Join && r.Outcome == SwitchoverOutcome.Committed);
        _cluster.Serving(Api).ShouldBeGreaterThanOrEqualTo(6);
        _cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Resume_AfterARejectedRelease_TriesItAgain()
    {
        MirrorPipeline pipeline = Build();
        _cluster.Monitoring.FailWhenServing(Second, TimeSpan.FromMinutes(1));
        _cluster.Configuration.Desired = Second;
        Tick(pipeline, 0, 60);
        Replaces.ShouldHaveSingleItem();
        pipeline.Status.RejectedDigest.ShouldBe(Second);

        _cluster.Monitoring.FailWhenServing(Second, TimeSpan.FromDays(1));
        pipeline.Operator.Resume("ann", "the alarm was wrong");
        Tick(pipeline, 60, 120);
        Replaces.Last().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        pipeline.Status.RejectedDigest.ShouldBeNull();
        ServingDigests.ShouldBe([Second]);
    }

    [Fact]
    public void Tick_RunsFailInARow_WaitLongerBetweenThem()
    {
        // A router that accepts and never does it: every join is rolled back.
        _cluster.Profile = _cluster.Profile with { ShortestDataPlaneLag = TimeSpan.FromMinutes(4), LongestDataPlaneLag = TimeSpan.FromMinutes(4) };
        SetLoad([.. Enumerable.Repeat(650.0, 2000)]);
        MirrorPipeline pipeline = Build();
        Tick(pipeline, 0, 120);

        DateTimeOffset[] opened = [.. _ticks.SelectMany(t => t.ClosedRuns).Select(r => r.Plan.OpenedAt)];
        opened.Length.ShouldBeInRange(3, 12);
        _ticks.ShouldContain(t => t.Decision!.Reasons[0].Code == PromotionReasonCode.BackingOff);
        _ticks.SelectMany(t => t.ClosedRuns).ShouldAllBe(r => r.Outcome == SwitchoverOutcome.RolledBack);
    }
}
