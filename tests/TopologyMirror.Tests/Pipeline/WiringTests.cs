using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Pipeline.ValidatedWorld;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Shadow instances call the shadow before anything probes them; what is promoted calls its new side before it is routed.</summary>
public sealed class WiringTests
{
    [Fact]
    public void TickAsync_Cover_IsWiredToTheShadowBeforeItIsProbed()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = Build(world);
        world.Tick(pipeline, 10);

        SimulatedInstance api = world.Shadow.Single(i => i.Service == Api);
        SimulatedInstance db = world.Shadow.Single(i => i.Service == Db);
        world.Cluster.Wiring.LinkOf(api.Id, Db).ShouldBe(WireLink.To(api.Id, Db, [db.Id]));
        world.Cluster.Wiring.Probes.ShouldBeGreaterThan(0);
        world.Ticks[^1].World!.Topology.Find(api.Id)!.Validation.ShouldBe(ValidationStatus.Passed);
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_Join_IsWiredToLiveBeforeItsFirstRoute()
    {
        var world = new ValidatedWorld(m => m < 10 ? 25 : 45);
        MirrorPipeline pipeline = Build(world);
        world.Tick(pipeline, 40);

        SwitchoverState run = world.Runs.First(r => r.Plan.Kind == SwitchoverKind.Join && r.Plan.Promote.Count > 1);
        run.Outcome.ShouldBe(SwitchoverOutcome.Committed);
        SimulatedInstance[] apis = [.. world.Cluster.Fleet.Instances.Where(i => i.Service == Api && i.IsServing)];
        InstanceId[] dbs = [.. world.Cluster.Fleet.Instances.Where(i => i.Service == Db && i.IsServing).Select(i => i.Id)];
        apis.Length.ShouldBeGreaterThanOrEqualTo(5);
        apis.ShouldAllBe(a => world.Cluster.Wiring.LinkOf(a.Id, Db)! == WireLink.To(a.Id, Db, dbs));
        IndexOf(world, $"{run.Plan.Promote[0]} -> db:").ShouldBeLessThan(IndexOf(world, $"in force {run.Plan.Promote[0]}=100"));
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_Replace_CallsOnlyItsOwnSide()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = Build(world);
        world.Tick(pipeline, 6);
        world.Cluster.Configuration.Desired = Second;
        world.Tick(pipeline, 50, t => t.ClosedRuns.Any(r => r.Plan.Kind == SwitchoverKind.Replace));
        world.Tick(pipeline, 10);

        world.Runs.Last().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        foreach (SimulatedInstance api in world.Cluster.Fleet.Instances.Where(i => i.Service == Api))
        {
            world.Cluster.Wiring.LinkOf(api.Id, Db)!.Targets.Select(t => world.Cluster.Fleet.Find(t)!.Digest).Distinct().ShouldBe([Second]);
        }

        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_RollbackInTheBake_WiresTheCandidatesBackToTheShadow()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = Build(world);
        world.Tick(pipeline, 6);
        world.Cluster.Configuration.Desired = Second;
        world.Tick(pipeline, 50, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
        pipeline.Operator.Abort("ann", "looks odd");
        world.Tick(pipeline, 10, t => t.ClosedRuns.Count > 0);

        world.Runs.Last().Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        world.Tick(pipeline, 10);
        world.Cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Digest).Distinct().ShouldNotContain(Second);
        SimulatedInstance api = world.Shadow.First(i => i.Service == Api);
        world.Cluster.Wiring.LinkOf(api.Id, Db)!.Targets.ShouldAllBe(t => !world.Cluster.Fleet.Find(t)!.IsServing);
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_DependencyWithoutShadow_WaitsAndNamesIt()
    {
        var world = new ValidatedWorld();
        world.Cluster.Profile = new SimulationProfile { LaunchLead = (number, random) => number == 0 ? null : random.NextBetween(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)) };
        MirrorPipeline pipeline = Build(world);
        world.Tick(pipeline, 12);

        // The first launch is that of db, which never becomes ready; api waits for it, is not probed, and is not blamed.
        ObservedInstance api = world.Ticks[^1].World!.Topology.Instances.Single(i => i.Service == Api && i.LaunchKey is not null);
        api.Validation.ShouldBe(ValidationStatus.Pending);
        api.ValidationDetail.ShouldBe($"instance '{api.Id}' waits for a ready instance of db on its side; it is wired to live instance 'db-first-0001'");
        world.Ticks[^1].Counts.Single(c => c.Service == Api).ShouldSatisfyAllConditions(c => c.Cover.ShouldBe(0), c => c.Arriving.ShouldBe(1));
        world.Cluster.Wiring.Probes.ShouldBe(0);

        // It is given up and launched anew, and then api passes.
        world.Tick(pipeline, 25, t => t.Counts.All(c => c.Cover == 1));
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_WiringThatDoesNotTakeHold_IsRefusedByBothNamesAndReplaced()
    {
        var world = new ValidatedWorld();
        SimulatedWiring truth = world.Cluster.Wiring;
        MirrorPipeline pipeline = world.Builder().UseSimulatedWiring(world.World).UseWiring(new DeafWiring(truth)).AddValidation("probe", Probe(world)).Build();
        world.Tick(pipeline, 12);

        string refusal = pipeline.Status.Refusals.ShouldHaveSingleItem();
        refusal.ShouldContain("Cover of api was refused");
        refusal.ShouldContain("Check 'wiring' refuses instance 'api-");
        refusal.ShouldContain("its link to db is live instance 'db-first-0001', limit a ready shadow instance at ");
        world.Cluster.Fleet.Launches.ShouldBeInRange(3, 6);
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_WiredByHandToLive_IsPutBackAndNotProbedMeanwhile()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = Build(world);
        world.Tick(pipeline, 8);
        SimulatedInstance api = world.Shadow.Single(i => i.Service == Api);
        world.Cluster.Wiring.Set(WireLink.To(api.Id, Db, [new InstanceId("db-first-0002")]));
        world.Tick(pipeline, 1);

        world.Cluster.Wiring.LinkOf(api.Id, Db)!.Targets.ShouldNotContain(new InstanceId("db-first-0002"));
        world.Ticks[^1].World!.Topology.Find(api.Id)!.Validation.ShouldBe(ValidationStatus.Passed);
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_CheckRunsWhenARunIsArmed_IsEndedBeforeItsInstanceCallsLive()
    {
        var world = new ValidatedWorld(m => m < 12 ? 25 : 45);
        MirrorPipeline pipeline = world.Builder().UseSimulatedWiring(world.World)
            .Configure(o => (o.Validation.Deadline, o.Validation.ValidFor) = (TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(100)))
            .AddValidation("busy", async (arguments, token) =>
            {
                // It calls the instance all the time, and is made again in every tick.
                for (DateTimeOffset end = world.World.Now.AddSeconds(40); world.World.Now < end;)
                {
                    world.Cluster.Wiring.Probe(arguments.Instance.Id);
                    await world.World.WaitUntilAsync(world.World.Now.AddMilliseconds(20), token);
                }

                return ValidationFinding.Passed(arguments.Instance.Id);
            }).Build();
        world.Tick(pipeline, 40);

        world.Runs.ShouldContain(r => r.Plan.Kind == SwitchoverKind.Join && r.Outcome == SwitchoverOutcome.Committed);
        world.Cluster.Serving(Api).ShouldBeGreaterThanOrEqualTo(5);
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_SharedDependency_IsCalledAsLiveDoes()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = world.Builder().AddService("api", s => s.Shares.Add("db")).UseSimulatedWiring(world.World).AddValidation("probe", Probe(world)).Build();
        world.Tick(pipeline, 8);

        world.Ticks[^1].Counts.ShouldAllBe(c => c.Cover == 1);
        world.World.Log.Events.ShouldNotContain(e => e.Text.Contains(" -> db", StringComparison.Ordinal));
        world.ShouldBeSafe();
    }

    private static MirrorPipeline Build(ValidatedWorld world) => world.Builder().UseSimulatedWiring(world.World).AddValidation("probe", Probe(world)).Build();

    /// <summary>A check that calls the instance, and so whomever it calls.</summary>
    private static Func<ValidationArguments, CancellationToken, ValueTask<ValidationFinding>> Probe(ValidatedWorld world) => (arguments, token) =>
    {
        world.Cluster.Wiring.Probe(arguments.Instance.Id);
        return world.PassAfterAsync(arguments, TimeSpan.FromMilliseconds(80), token);
    };

    private static int IndexOf(ValidatedWorld world, string text) => world.World.Log.Events.ToList().FindIndex(e => e.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>Says yes and wires nothing.</summary>
    private sealed class DeafWiring(IServiceWiring inner) : IServiceWiring
    {
        public PortDescription Description => inner.Description;

        public ValueTask<WiringSnapshot> ObserveAsync(ClusterName cluster, CancellationToken cancellationToken) => inner.ObserveAsync(cluster, cancellationToken);

        public ValueTask WireAsync(WireArguments arguments, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
