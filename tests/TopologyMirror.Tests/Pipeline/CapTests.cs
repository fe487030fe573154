using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>25 requests per second take 3 instances, and one stands by; caps hold what is launched.</summary>
public sealed class CapTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private static Arbitrary<(int[] Loads, int Total, int Shadow, int PerHour, int Budget, bool Release)> Cases { get; } = (
        from loads in Gen.Choose(10, 95).ArrayOf(8)
        from total in Gen.Choose(4, 14)
        from shadow in Gen.Choose(0, 6)
        from perHour in Gen.Choose(0, 12)
        from budget in Gen.Choose(0, 5)
        from release in Gen.Elements(false, true)
        select (loads, total, shadow, perHour, budget, release)).ToArbitrary();

    [Fact]
    public void TickAsync_AnyLoadAndCaps_HoldsThemInTheWholeRun() => Prop.ForAll(Cases, c =>
    {
        PipelineWorld world = new(m => c.Loads[Math.Min(m / 15, c.Loads.Length - 1)]);
        int mostShadow = 0;
        int mostInAll = 0;
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().AddService("web", s => s.InstanceHourPrice = 1).Configure(o =>
            {
                (o.Caps.TotalInstances, o.Caps.ShadowInstances, o.Caps.LaunchesPerHour) = (c.Total, c.Shadow, c.PerHour);
                o.Caps.ShadowBudgetPerMonth = c.Budget;
                o.Switchover.Bake = TimeSpan.FromMinutes(3);
            }).Build();
            await world.TickAsync(pipeline, 120, t =>
            {
                int shadow = t.Counts[0].Cover + t.Counts[0].Arriving + t.Counts[0].Candidate + t.Counts[0].CandidateArriving;
                int lacking = Math.Max(t.Decision!.Services[0].DesiredLive - t.Counts[0].Live, 0);
                mostShadow = Math.Max(mostShadow, shadow - Math.Max(c.Shadow, Math.Max(lacking, t.Decision.Services[0].Join)));
                mostInAll = Math.Max(mostInAll, t.World!.Topology.Instances.Count(static i => i.State != InstanceState.Terminating));
                if (c.Release && t.At >= world.World.Start.AddMinutes(40))
                {
                    world.Cluster.Configuration.Desired = Second;
                }

                return t.At >= world.World.Start.AddMinutes(115);
            });
        });

        (DateTimeOffset At, int Count)[] launches = [.. Launches(world)];
        return launches.All(l => launches.Where(o => o.At >= l.At && o.At < l.At.AddHours(1)).Sum(o => o.Count) <= c.PerHour)
            && mostInAll <= c.Total
            && mostShadow <= 0
            && world.Cluster.Watch.Violations.Count == 0;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Theory]
    [InlineData(4, 4)]
    [InlineData(0, 3)]
    public void TickAsync_LaunchCap_IsHeldOverARestart(int perHour, int instances)
    {
        PipelineWorld world = new(m => m < 10 ? 25 : 85);
        world.Run(async () =>
        {
            MirrorPipeline Build() => world.Builder().Configure(o => o.Caps.LaunchesPerHour = perHour).Build();
            MirrorPipeline first = Build();
            await world.TickAsync(first, 20);
            await first.DisposeAsync();
            await world.TickAsync(Build(), 30);
        });

        Launches(world).Sum(l => l.Count).ShouldBe(perHour);
        world.Serving.ShouldBe(instances == 3 ? 3 : 7);
        world.Ticks[^1].Decision!.Reasons.ShouldContain(r => r.Code == PromotionReasonCode.LaunchCapReached);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void TickAsync_LaunchCapAnHourLater_GoesOn()
    {
        PipelineWorld world = new(m => m < 10 ? 25 : 85);
        world.Run(async () => await world.TickAsync(world.Builder().Configure(o => o.Caps.LaunchesPerHour = 4).Build(), 90));
        world.Serving.ShouldBe(10);
    }

    [Fact]
    public void TickAsync_BudgetUsedUp_EndsIdleCoverAndKeepsLive()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            // One instance an hour costs 1: half an hour of standing cover.
            MirrorPipeline pipeline = world.Builder().AddService("web", s => s.InstanceHourPrice = 1).Configure(o => o.Caps.ShadowBudgetPerMonth = 0.5).Build();
            await world.TickAsync(pipeline, 25);
            world.Summary().ShouldStartWith("serving 3, instances 4,");
            await world.TickAsync(pipeline, 20);
            world.Summary().ShouldStartWith("serving 3, instances 3,");
            await pipeline.DisposeAsync();

            await world.TickAsync(world.Builder().AddService("web", s => s.InstanceHourPrice = 1).Configure(o => o.Caps.ShadowBudgetPerMonth = 0.5).Build(), 10);
        });

        world.Summary().ShouldBe("serving 3, instances 3, routes 3, watched 3, violations 0");
        world.Ticks[^1].Decision!.Reasons[0].Code.ShouldBe(PromotionReasonCode.BudgetReached);
    }

    [Fact]
    public void TickAsync_BudgetUsedUpInASurge_StillServesIt()
    {
        PipelineWorld world = new(m => m < 10 ? 25 : 85);
        world.Run(async () => await world.TickAsync(
            world.Builder().AddService("web", s => s.InstanceHourPrice = 1).Configure(o => (o.Caps.ShadowBudgetPerMonth, o.Caps.ShadowInstances) = (0, 0)).Build(), 40));
        (world.Serving, world.Cluster.Fleet.Instances.Count).ShouldBe((10, 10));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("{\"currency\":\"USD\",\"amount\":-3,\"until\":\"2026-01-01T12:00:00+00:00\"}")]
    public void TickAsync_SpendingThatCannotBeRead_IsEstimatedAnew(string state)
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            await world.World.Store.WriteAsync(world.Cluster.Name, "shadow-spending", Encoding.UTF8.GetBytes(state), CancellationToken.None);
            await world.TickAsync(world.Builder().AddService("web", s => s.InstanceHourPrice = 1).Configure(o => o.Caps.ShadowBudgetPerMonth = 5).Build(), 20);
        });
        world.Summary().ShouldStartWith("serving 3, instances 4,");
    }

    [Fact]
    public void TickAsync_OverlapCap_ReleasesInWavesWithinIt()
    {
        PipelineWorld world = PipelineWorld.Steady();
        int most = 0;
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => (o.Caps.OverlapInstances, o.Switchover.Bake) = (1, TimeSpan.FromMinutes(3))).Build();
            await world.TickAsync(pipeline, 3);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 90, t =>
            {
                most = Math.Max(most, t.World!.Topology.Instances.Count(i => (i.Digest ?? i.LaunchDigest) == Second && t.World.SideOf(i.Id) == Side.Shadow));
                return pipeline.Status.LiveDigest == Second && t.OpenRun is null && pipeline.Status.OpenRelease is null;
            });
        });

        world.Runs.Select(r => (r.Plan.Promote.Count, r.Outcome)).ShouldBe(Enumerable.Repeat((1, (SwitchoverOutcome?)SwitchoverOutcome.Committed), 3));
        most.ShouldBe(1);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Rollback_OfARelease_IsRefusedByNameOfTheCap()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => o.Switchover.Bake = TimeSpan.FromMinutes(3)).Build();
            await world.TickAsync(pipeline, 3);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 40, t => t.ClosedRuns.Count > 0);
            await pipeline.DisposeAsync();

            MirrorPipeline capped = world.Builder().Configure(o => o.Caps.OverlapInstances = 0).Build();
            await world.TickAsync(capped, 2);
            capped.Operator.Rollback("ann", "slow").IsAccepted.ShouldBeTrue();
            await world.TickAsync(capped, 2);
            capped.Status.LastRefusal!.Reason.ShouldBe(
                "Cluster 'shop' cannot go back within its cap OverlapInstances: web: the release takes 1 candidates, and the cap on its overlap allows 0.");
        });
        world.Journal.ShouldNotContain(r => r.Kind == JournalRecordKind.Command);
    }

    [Fact]
    public void Rollback_OfAJoinAboveTheShadowCap_RetiresWhatTheShadowMayNotTake()
    {
        PipelineWorld world = new(m => m < 6 ? 25 : m < 25 ? 55 : 25);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => (o.Caps.ShadowInstances, o.Promotion.ScaleInWindow) = (1, TimeSpan.FromDays(1))).Build();
            await world.TickAsync(pipeline, 40);
            world.Serving.ShouldBeGreaterThan(4);
            pipeline.Operator.Rollback("ann", "too many");
            await world.TickAsync(pipeline, 20, t => t.ClosedRuns.Any(r => r.Plan.Undoes is not null));
        });

        RunPlan undo = world.Runs.Last().Plan;
        undo.Demote.Count.ShouldBe(0);
        undo.Retire.Count.ShouldBeGreaterThan(0);
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    private static IEnumerable<(DateTimeOffset At, int Count)> Launches(PipelineWorld world) =>
        world.Journal.Where(r => r.Kind == JournalRecordKind.Intent && r.Payload.Contains("\"kind\":\"Launch\"", StringComparison.Ordinal))
            .Select(r => (r.Time, JournalPayloads.Read(r.Payload, JournalPayloads.Default.EffectPayload, r.Sequence).Count ?? 0));
}
