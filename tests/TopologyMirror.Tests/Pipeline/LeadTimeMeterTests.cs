using System.Text;
using TopologyMirror.Capacity;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Pipeline;

public sealed class LeadTimeMeterTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(20);

    [Fact]
    public void Observe_ReadyAndNotValidated_MeasuresUpToThePassPhaseByPhase()
    {
        TestWorld launching = new TestWorld().Add("a", InstanceState.Launching, launched: Noon);
        LeadTimeMeter meter = Start().Observe(launching.View(), Old, Noon);
        TestWorld bare = launching.In("a", InstanceState.Ready).Change("a", i => i with { Digest = null, Validation = ValidationStatus.Pending });
        meter = meter.Observe(bare.View(), Old, Noon.AddMinutes(2));
        TestWorld pending = bare.Change("a", i => i with { Digest = Old });
        meter = meter.Observe(pending.View(), Old, Noon.AddMinutes(3));
        meter.Model.WholeLaunch.Outcomes.ShouldBeEmpty();

        meter = meter.Observe(pending.Change("a", i => i with { Validation = ValidationStatus.Passed }).View(), Old, Noon.AddMinutes(7));
        meter.Model.WholeLaunch.Outcomes.ShouldBe([TimeSpan.FromMinutes(7)]);
        meter.Newest.ShouldBe([TimeSpan.FromMinutes(7)]);
        Phase(meter, LeadPhase.Provision).ShouldBe([TimeSpan.FromMinutes(2)]);
        Phase(meter, LeadPhase.Execute).ShouldBe([TimeSpan.FromMinutes(1)]);
        Phase(meter, LeadPhase.Validate).ShouldBe([TimeSpan.FromMinutes(4)]);
    }

    [Fact]
    public void Observe_AllSeenAtOnce_IsProvisionAlone()
    {
        TestWorld world = new TestWorld().Add("a", InstanceState.Launching, launched: Noon);
        LeadTimeMeter meter = Start().Observe(world.View(), Old, Noon).Observe(world.In("a", InstanceState.Ready).View(), Old, Noon.AddMinutes(2));
        Phase(meter, LeadPhase.Provision).ShouldBe([TimeSpan.FromMinutes(2)]);
        Phase(meter, LeadPhase.Execute).Concat(Phase(meter, LeadPhase.Validate)).ShouldBe([TimeSpan.Zero, TimeSpan.Zero]);
    }

    [Theory]
    [InlineData(InstanceState.Failed, 3, true)]
    [InlineData(InstanceState.Terminating, 21, true)]
    [InlineData(InstanceState.Terminating, 3, false)]
    public void Observe_NeverReady_IsAFailureUnlessItWasEndedBeforeItsTime(InstanceState end, int minutes, bool isFailure)
    {
        TestWorld world = new TestWorld().Add("a", InstanceState.Launching, launched: Noon);
        LeadTimeMeter meter = Start().Observe(world.View(), Old, Noon);
        meter = meter.Observe(world.In("a", end).View(), Old, Noon.AddMinutes(minutes));
        meter = meter.Observe(world.View(), Old, Noon.AddMinutes(minutes + 1));
        meter.Model.WholeLaunch.Outcomes.ShouldBe(isFailure ? [null] : []);
        Phase(meter, LeadPhase.Provision).Count.ShouldBe(isFailure ? 1 : 0);
    }

    [Fact]
    public void Observe_RefusedByValidation_FailsInThatPhase()
    {
        TestWorld world = new TestWorld().Add("a", InstanceState.Launching, launched: Noon);
        LeadTimeMeter meter = Start().Observe(world.View(), Old, Noon);
        TestWorld refused = world.In("a", InstanceState.Ready).Change("a", i => i with { Validation = ValidationStatus.Refused });
        meter = meter.Observe(refused.View(), Old, Noon.AddMinutes(2)).Observe(refused.View(), Old, Noon.AddMinutes(3));
        Phase(meter, LeadPhase.Validate).ShouldBe([null]);
    }

    [Fact]
    public void TickAsync_AfterRuns_ShowsPhasesThatMakeUpTheWholeAndKeepsThemOverARestart()
    {
        PipelineWorld world = new(m => m < 6 ? 25 : m < 25 ? 65 : 25);
        world.Run(async () =>
        {
            MirrorPipeline first = world.Builder().Build();
            await world.TickAsync(first, 30);
            LeadTimeModel seen = first.Status.LeadTimes!;
            await first.DisposeAsync();
            MirrorPipeline second = world.Builder().Build();
            await world.TickAsync(second, 1);
            LeadTimeModel kept = second.Status.LeadTimes!;

            seen.WholeLaunch.Measured.ShouldBeGreaterThan(2);
            seen.WholePromote.Measured.ShouldBe(world.Runs.Count(r => r.Plan.Kind == SwitchoverKind.Join && r.Outcome == SwitchoverOutcome.Committed));
            seen.WholePromote.Measured.ShouldBeGreaterThan(0);
            foreach ((LeadTimeSample whole, LeadPhase[] phases) in new[] { (seen.WholeLaunch, Enum.GetValues<LeadPhase>()[..3]), (seen.WholePromote, Enum.GetValues<LeadPhase>()[3..]) })
            {
                phases.Where(p => seen.Phases[p].Measured > 0).Sum(p => seen.Phases[p].Outcomes.Sum(o => o!.Value.TotalSeconds))
                    .ShouldBe(whole.Outcomes.Sum(o => o!.Value.TotalSeconds), 0.001);
            }

            kept.WholeLaunch.Outcomes.Take(seen.WholeLaunch.Outcomes.Count).ShouldBe(seen.WholeLaunch.Outcomes);
            kept.WholePromote.Outcomes.ShouldBe(seen.WholePromote.Outcomes);
            kept.Phases[LeadPhase.Verify].Outcomes.ShouldBe(seen.Phases[LeadPhase.Verify].Outcomes);
        });
    }

    [Theory]
    [InlineData("{\"launch\":[\"00:01:00\"],\"promote\":[]}")]
    [InlineData("{\"version\":2,\"launch\":null,\"promote\":[],\"phases\":{}}")]
    [InlineData("{\"version\":3,\"launch\":[\"00:01:00\"],\"promote\":[],\"phases\":{}}")]
    [InlineData("[")]
    public void TickAsync_StateOfAnotherForm_IsDropped(string state)
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            await world.World.Store.WriteAsync(world.Cluster.Name, "lead-times", Encoding.UTF8.GetBytes(state), CancellationToken.None);
            MirrorPipeline pipeline = world.Builder().Build();
            await world.TickAsync(pipeline, 1);
            pipeline.Status.LeadTimes!.WholeLaunch.Outcomes.ShouldBeEmpty();
        });
    }

    private static LeadTimeMeter Start() => LeadTimeMeter.Start(new CapacityOptions(), Timeout);

    private static IReadOnlyList<TimeSpan?> Phase(LeadTimeMeter meter, LeadPhase phase) => meter.Model.Phases[phase].Outcomes;
}
