using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Capacity;

public sealed class SignalNeedTests
{
    private static readonly LoadMetric Cpu = new() { Name = new MetricName("cpu"), Kind = MetricKind.Utilisation };

    private static readonly ServiceNeed Nothing = new(TestWorld.Web, 0, 1, null, null, IsStale: true);

    [Fact]
    public void Of_NothingElseKnown_IsTheRatioToTheObjective()
    {
        ServiceNeed need = SignalNeed.Of(Nothing, TestWorld.Capacity(), new ObservedLoad(Cpu, 0.9, TestWorld.Noon), 0.6, 4, TestWorld.Noon);

        (need.Real, need.Instances, need.Binding, need.IsStale).ShouldBe((6, 6, Cpu.Name, false));
        need.LoadEnd.ShouldBe(TestWorld.Noon);
    }

    [Fact]
    public void Of_AnotherMetricAsksForMore_IsThatOfTheOther()
    {
        ServiceNeed other = TestWorld.Need(8);
        ServiceNeed need = SignalNeed.Of(other, TestWorld.Capacity(), new ObservedLoad(Cpu, 0.9, TestWorld.Noon.AddMinutes(-1)), 0.6, 4, TestWorld.Noon);

        (need.Real, need.Instances, need.Binding).ShouldBe((8, 8, other.Binding));
        need.LoadEnd.ShouldBe(TestWorld.Noon.AddMinutes(-1));
    }

    [Fact]
    public void Of_NoSignalOrAnOldOne_IsStale()
    {
        SignalNeed.Of(TestWorld.Need(8), TestWorld.Capacity(), null, 0.6, 4, TestWorld.Noon).IsStale.ShouldBeTrue();
        SignalNeed.Of(Nothing, TestWorld.Capacity(), new ObservedLoad(Cpu, 0.9, TestWorld.Noon.AddHours(-1)), 0.6, 4, TestWorld.Noon).IsStale.ShouldBeTrue();
    }

    [Fact]
    public void With_Learnt_TakesWhatIsPlannedElseWhatWasGivenElseNothing()
    {
        var rps = new MetricName("rps");
        CapacityAnswer learnt = CapacityAnswer.Of(new CapacityEstimate(7, 8, 6, 9, 100, false));
        CapacityAnswer refused = CapacityAnswer.Of(new CapacityRefusal(CapacityRefusalCode.TooFewSamples, "Few."));

        TestWorld.Capacity().With(new LearnedCapacity(TestWorld.Web, rps, TestWorld.Old, 10, learnt)).LoadPerInstance[rps].ShouldBe(7);
        TestWorld.Capacity().With(new LearnedCapacity(TestWorld.Web, rps, TestWorld.Old, 10, refused)).LoadPerInstance[rps].ShouldBe(10);
        TestWorld.Capacity().With(new LearnedCapacity(TestWorld.Web, rps, TestWorld.Old, null, refused)).LoadPerInstance.ShouldBeEmpty();
        new LearnedCapacity(TestWorld.Web, rps, TestWorld.Old, null, refused).IsReactiveOnly.ShouldBeTrue();
    }
}
