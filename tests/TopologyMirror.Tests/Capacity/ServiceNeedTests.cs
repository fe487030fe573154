using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using static TopologyMirror.Tests.Capacity.Forecasts;

namespace TopologyMirror.Tests.Capacity;

public sealed class ServiceNeedTests
{
    private static readonly LoadMetric Rps = Metric("rps");
    private static readonly LoadMetric Cpu = Metric("cpu");

    private static readonly ServiceCapacity Web = new()
    {
        Service = new ServiceName("web"),
        Floor = 2,
        LoadPerInstance = new SortedDictionary<MetricName, double> { [Rps.Name] = 10, [Cpu.Name] = 0.7 },
    };

    [Fact]
    public void Of_TwoMetrics_IsTheGreaterOneRestingOnTheOlderSample()
    {
        ServiceNeed need = ServiceNeed.Of(Web, [Rps, Cpu], [new(Rps, 25, Noon), new(Cpu, 2.1, Noon.AddMinutes(-1))], Noon);
        need.ShouldBe(new ServiceNeed(Web.Service, 2.1 / 0.7, 3, Cpu.Name, Noon.AddMinutes(-1), IsStale: false));
    }

    // Stale after 3 steps of one minute and a visibility delay of one minute, counted from the end of the newest sample.
    [Theory]
    [InlineData(240, false)]
    [InlineData(241, true)]
    public void Of_OldSample_IsStaleBeyondItsLimit(int ageSeconds, bool stale) =>
        ServiceNeed.Of(Web, [Rps, Cpu], [new(Rps, 25, Noon.AddSeconds(-ageSeconds)), new(Cpu, 1, Noon)], Noon).IsStale.ShouldBe(stale);

    [Fact]
    public void Of_OneMetricWithoutASample_IsStaleAndKeepsWhatTheOtherSays()
    {
        ServiceNeed need = ServiceNeed.Of(Web, [Rps, Cpu], [new(Rps, 45, Noon)], Noon);

        need.IsStale.ShouldBeTrue();
        need.Instances.ShouldBe(5);
    }

    [Fact]
    public void Of_NoMetricAtAll_IsStaleAtTheFloor() =>
        ServiceNeed.Of(Web, [], [], Noon).ShouldBe(new ServiceNeed(Web.Service, 0, 2, null, null, IsStale: true));

    [Fact]
    public void Of_NoLoad_NamesItsMetric() => ServiceNeed.Of(Web, [Rps], [new(Rps, 0, Noon)], Noon).Binding.ShouldBe(Rps.Name);

    [Theory]
    [InlineData(0.5, 5, 2.5, SampleTags.None)]
    [InlineData(0.25, 10, 2.5, SampleTags.None)]
    [InlineData(0.95, 4, 3.8, SampleTags.Censored)]
    [InlineData(0.5, 0, 0, SampleTags.None)]
    public void ToLoad_Utilisation_IsSummedOverServingAndCensoredWhenSaturated(double utilisation, int serving, double load, SampleTags tags) =>
        UtilisationLoad.ToLoad(new LoadSample(Noon, utilisation), serving).ShouldBe(new LoadSample(Noon, load, tags));

    [Fact]
    public void ToLoad_TaggedSample_KeepsItsTags() =>
        UtilisationLoad.ToLoad(new LoadSample(Noon, 1, SampleTags.LoadTest), 2).Tags.ShouldBe(SampleTags.LoadTest | SampleTags.Censored);
}
