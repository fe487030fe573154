using TopologyMirror.Capacity;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Tests.Pipeline;

public sealed class LearnCapacityOptionsTests
{
    public static TheoryData<Action<LearnCapacityOptions>, string> Bad => new()
    {
        { l => l.Load = "rqs", "LearnCapacityOptions.Load of service 'web' names 'rqs', which is not one of the cluster's load metrics." },
        { l => l.Load = "share", "LearnCapacityOptions.Load of service 'web' names 'share', which is a Utilisation: learn from a Rate or a Level." },
        { l => l.Load = "jobs", "LearnCapacityOptions.Load of service 'web' names 'jobs', which drives service 'worker' alone." },
        { l => l.Load = "all", "LearnCapacityOptions.Load of service 'web' names 'all', which is the load of 2 services: set LoadMetricOptions.Service." },
        { l => l.Signal = "share", "LearnCapacityOptions.Signal of service 'web' names 'share', which is a load metric: a signal shows what load does, and drives nothing." },
        { l => l.Objective = 0.95, "LearnCapacityOptions.Objective (0.95) of service 'web' is a utilisation and must be below 0.95, from where on instances count as saturated." },
    };

    [Fact]
    public void Faults_GoodOptions_AreNone() => Builder(_ => { }).Faults().ShouldBeEmpty();

    [Fact]
    public void Faults_NothingGiven_AreNone() => Builder(_ => { }, given: null).Faults().ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Bad))]
    public void Faults_BadOptions_NameServiceAndValue(Action<LearnCapacityOptions> spoil, string fault) => Builder(spoil).Faults().ShouldBe([fault]);

    [Fact]
    public void Faults_OutOfRangeOrMissing_NamesThem()
    {
        string faults = string.Join('\n', Builder(l => (l.Signal, l.Confidence, l.DriftPerHour) = ("", 0.4, 0.6)).Faults());

        faults.ShouldContain("Signal");
        faults.ShouldContain("Confidence");
        faults.ShouldContain("DriftPerHour");
    }

    [Fact]
    public void Faults_SignalWithoutASource_IsNamed()
    {
        var source = new TopologyMirror.Simulation.SimulationWorld(1, default).Cluster(new ClusterName("shop")).Metrics;
        new MirrorPipelineBuilder("shop").AddService("web").AddLoadMetric("rps", source: source).LearnCapacity("web", l => (l.Load, l.Signal) = ("rps", "cpu")).Faults().ShouldContain(
            "Signal 'cpu' of service 'web' of cluster 'shop' has no source; call UseMetricSource or UseMeterMetrics, or give LearnCapacity one.");
    }

    [Fact]
    public void LearnCapacity_Latency_TakesSeconds() =>
        Builder(l => (l.Kind, l.Objective) = (CapacitySignalKind.Latency, 2.5)).Faults().ShouldBeEmpty();

    private static MirrorPipelineBuilder Builder(Action<LearnCapacityOptions> change, double? given = 10) => PipelineWorld.Steady().Builder()
        .AddLoadMetric("rps", m => m.Service = "web")
        .AddService("web", s => s.LoadPerInstance = given is null ? null : 0.5)
        .AddService("worker", s => s.LoadPerInstance = 0.5)
        .AddLoadMetric("jobs", m => m.Service = "worker")
        .AddLoadMetric("share", m => (m.Kind, m.Service) = (TopologyMirror.Metrics.MetricKind.Utilisation, "web"))
        .AddLoadMetric("all")
        .LearnCapacity("web", l =>
        {
            (l.Load, l.Signal) = ("rps", "busy");
            change(l);
        });
}
