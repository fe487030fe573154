using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Two load balancers and a name move together, in order, and nothing counts before resolvers have forgotten.</summary>
public sealed class NameTests
{
    private const string Record = "shop.example";

    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    [Fact]
    public void Tick_SurgeBehindTwoLoadBalancersAndAName_JoinsInOrderAndWaitsForTheTtl()
    {
        PipelineWorld world = World(m => m is >= 6 and < 60 ? 55 : 25);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 40, t => t.ClosedRuns.Any(r => r.Plan.Kind == SwitchoverKind.Join));
        });

        SwitchoverState join = world.Runs.Single(r => r.Plan.Kind == SwitchoverKind.Join);
        join.Outcome.ShouldBe(SwitchoverOutcome.Committed);
        (join.EnteredAt - join.Plan.OpenedAt).ShouldBeGreaterThan(TimeSpan.FromSeconds(90), "the TTL is longer than VerifyTimeout");
        Routers(world, join.Plan.Run).ShouldBe(["lb", "edge", Record]);
        world.Serving.ShouldBe(3 + join.Plan.Promote.Count);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Tick_Release_BakesOnlyAfterResolversHaveForgottenTheOldSide()
    {
        PipelineWorld world = World(_ => 25);
        int oldGivenOutInBake = 0;
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            await world.TickAsync(pipeline, 4);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t =>
            {
                oldGivenOutInBake += t.OpenRun is { Phase: SwitchoverPhase.Bake } run ? run.Plan.Retire.Count(i => world.Cluster.Names.IsGivenOut(Record, i)) : 0;
                return t.Resynced is not null && t.ClosedRuns.Count == 0 && t.World!.LiveDigest() == Second;
            });
        });

        world.Runs.Last(r => r.Plan.Kind == SwitchoverKind.Replace).Outcome.ShouldBe(SwitchoverOutcome.Committed);
        oldGivenOutInBake.ShouldBe(0);
        world.Cluster.Fleet.Instances.Where(i => i.IsServing).ShouldAllBe(i => i.Digest == Second);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Abort_InTheBake_GoesBackFromTheNameToTheFirstLoadBalancer()
    {
        PipelineWorld world = World(_ => 25);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 60, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
            pipeline.Operator.Abort("ann", "numbers look odd");
            await world.TickAsync(pipeline, 20, t => t.ClosedRuns.Count > 0);
        });

        SwitchoverState run = world.Runs.Single();
        run.Outcome.ShouldBe(SwitchoverOutcome.RolledBack);
        Routers(world, run.Plan.Run).ShouldBe(["lb", "edge", Record, "lb", "edge", Record, Record, "edge", "lb", Record, "edge", "lb"]);
        world.Serving.ShouldBe(3);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tick_CrashAtAnyRecordOfAJoinBehindAName_Finishes(bool beforeTheRecord) => Crashes.AtEveryRecord(
        () => World(m => m is >= 6 and < 14 ? 55 : 25), w => w.Builder(), 60, beforeTheRecord);

    [Fact]
    public void Build_NamesThatCannotBe_AreReportedWithBothValues()
    {
        var world = new SimulationWorld(1, DateTimeOffset.UnixEpoch);
        SimulatedCluster cluster = world.Cluster(new ClusterName("shop"));
        IReadOnlyList<string> faults = new MirrorPipelineBuilder("shop").AddService("a", s => s.LoadPerInstance = 1).AddService("b", s => s.LoadPerInstance = 1).AddLoadMetric("rps")
            .UseSimulation(world).AddName(cluster.Names, "x.example", o => o.Ttl = TimeSpan.FromMinutes(9)).Faults();
        faults.ShouldBe([
            "NameOptions.Ttl (00:09:00) of record 'x.example' must not be longer than NameOptions.LongestTtl (00:05:00).",
            "Record 'x.example' of cluster 'shop' would name the instances of 2 services; a record names those of one.",
        ]);
    }

    private static PipelineWorld World(Func<int, double> load) => new(load, c => c.Names.Add(Record, TimeSpan.FromSeconds(100)), routers: "edge");

    /// <summary>The routers that a run set, in order.</summary>
    private static string[] Routers(PipelineWorld world, RunId run) =>
    [
        .. world.Journal.Where(r => r.Run == run && r.Kind == JournalRecordKind.Intent)
            .Select(r => JournalPayloads.Read(r.Payload, JournalPayloads.Default.EffectPayload, r.Sequence))
            .Where(e => e.Kind == TopologyMirror.Safety.ProposedEffectKind.SetWeights).Select(e => e.Port),
    ];
}
