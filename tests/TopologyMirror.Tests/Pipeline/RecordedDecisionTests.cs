using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;
using TopologyMirror.Tests.Simulation;

namespace TopologyMirror.Tests.Pipeline;

public sealed class RecordedDecisionTests
{
    [Fact]
    public void Decisions_DayOfSurgesWithReleases_AllReplayAfterARoundTrip()
    {
        var scenario = ReplayScenario.Create([GeneratedLoad.Series(11, steps: 2880)], seed: 1, ReplayEventVariant.Plain);
        var replay = new PipelineReplay(scenario.Trace, scenario.Series, LaunchDraws.Seeded(1, scenario.Trace.Name), 1, scenario.Events);
        var builder = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(builder);
        MirrorPipeline pipeline = builder.Configure(o => o.RecordedDecisions = 10_000).Build();
        int ticks = 0;
        replay.Run(() => Task.FromResult(pipeline), _ => ticks++);

        IReadOnlyList<DecisionRecord> decisions = pipeline.Decisions;
        decisions.Count.ShouldBeInRange(50, ticks / 2);
        decisions.Select(d => d.Decision.Kind).Distinct().ShouldBe(Enum.GetValues<PromotionKind>(), ignoreOrder: true);
        decisions.SelectMany(d => DecisionRecord.Read(d.ToJson()).Replay().Differences).ShouldBeEmpty();
        pipeline.Operator.Decisions.ShouldBe(decisions);
        decisions.Select(d => MirrorPipeline.Explain(d).ToString()).ShouldAllBe(t => t.Contains("Next decision at", StringComparison.Ordinal));
    }

    [Fact]
    public void Decisions_QuietHours_KeepOneHoldAndTheNewestIsExplained()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Build();
            pipeline.Explain().ShouldBeNull();
            pipeline.Operator.Explain().ShouldBeNull();
            await world.TickAsync(pipeline, 30);
            int kept = pipeline.Decisions.Count;
            await world.TickAsync(pipeline, 120);

            pipeline.Decisions.Count.ShouldBe(kept);
            pipeline.Decisions[^1].At.ShouldBeLessThan(pipeline.NewestDecision!.At);
            pipeline.Operator.Explain()!.Decision.ShouldBe(world.Ticks[^1].Decision);
        });
    }

    [Fact]
    public void Decisions_MoreThanAreKept_AreTheNewest()
    {
        var world = new PipelineWorld(minute => minute / 20 % 2 == 0 ? 25 : 55);
        world.Run(async () =>
        {
            MirrorPipeline pipeline = world.Builder().Configure(o => o.RecordedDecisions = 3).Build();
            await world.TickAsync(pipeline, 90);
            pipeline.Decisions.Count.ShouldBe(3);
            pipeline.Decisions.Select(d => d.At).ShouldBeInOrder();
            pipeline.Decisions[^1].At.ShouldBeGreaterThan(world.World.Start.AddMinutes(60));
        });
    }
}
