using BenchmarkDotNet.Attributes;
using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Promotion;

namespace TopologyMirror.Benchmarks;

/// <summary>What one decision costs: courses of load drawn, planned and decided on.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private static readonly ServiceName Web = new("web");

    private readonly PromotionPolicy _policy = new(new PromotionOptions());
    private ServiceCapacity _capacity = null!;
    private LoadMetric _metric = null!;
    private IJointForecastSession _session = null!;
    private ForecastResult _result = null!;
    private LoadPaths _paths = null!;

    /// <summary>Courses.</summary>
    [Params(500, 1000, 2000)]
    public int Paths { get; set; }

    /// <summary>Steps of five minutes.</summary>
    [Params(144, 288)]
    public int Steps { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        double[] values = WeekOfLoad.Values(seed: 1, WeekOfLoad.Points);
        _session = (IJointForecastSession)WeekOfLoad.Fed(Steps, values);
        _result = _session.Forecast(new ForecastRequest(Steps));
        _paths = _session.ForecastPaths(_result.Forecast!, Steps, Paths, seed: 1);
        _metric = new LoadMetric { Name = new MetricName("rps"), Step = WeekOfLoad.Series(Steps).Step };
        _capacity = new ServiceCapacity
        {
            Service = Web, LoadPerInstance = new SortedDictionary<MetricName, double> { [_metric.Name] = values.Max() / 40 },
        };
    }

    /// <summary>Courses are drawn, then planned and decided on.</summary>
    [Benchmark]
    public PromotionKind DrawPlanDecide()
    {
        using LoadPaths drawn = _session.ForecastPaths(_result.Forecast!, Steps, Paths, seed: 1);
        return Decide(drawn);
    }

    /// <summary>Courses are given.</summary>
    [Benchmark]
    public PromotionKind PlanDecide() => Decide(_paths);

    private PromotionKind Decide(LoadPaths paths)
    {
        // The bake of the release that is due reaches to the end of the courses, so that all of them is read.
        DateTimeOffset now = paths.Origin;
        var input = new PromotionInput
        {
            Now = now,
            TickInterval = TimeSpan.FromMinutes(1),
            Plan = new CapacityPlan([new MetricForecast(_metric, _result) { Paths = paths }], [_capacity], 0.1),
            Capacities = [_capacity],
            Needs = [new ServiceNeed(Web, 20, 20, _metric.Name, now, IsStale: false)],
            Counts = [new ServiceCounts(Web, 22, 1, 1, 0)],
            LeadTimes = new LeadTimes(TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(30)),
            ReactiveHeadroom = 0.1,
            StandingCover = 0,
            RunOpen = false,
            ReleaseBake = Steps * paths.Step,
            Memory = PromotionMemory.Start(now - TimeSpan.FromHours(1)),
        };
        return _policy.Decide(input).Decision.Kind;
    }
}
