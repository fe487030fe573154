using System.Diagnostics.Metrics;
using TopologyMirror.Metrics;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Metrics;

public sealed class MeterMetricSourceTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 30, TimeSpan.Zero);

    private readonly SimulationWorld _world = new(1, Start);
    private readonly Meter _meter = new($"test-{nameof(MeterMetricSourceTests)}");
    private readonly MeterMetricSource _source;

    public MeterMetricSourceTests() => _source = new MeterMetricSource(_world.Time, _meter.Name);

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }

    [Fact]
    public void Read_Counter_GivesTheSumPerSecondOfWholeSteps()
    {
        Counter<long> counter = _meter.CreateCounter<long>("requests");
        Read("requests", MetricKind.Rate).ShouldBeEmpty();
        counter.Add(1000);
        Pass(1);
        counter.Add(60);
        counter.Add(60, new KeyValuePair<string, object?>("path", "/a"));
        Pass(1);
        Pass(1);

        // The step in which listening began is left out; one without a measurement is a zero.
        IReadOnlyList<LoadSample> samples = Read("requests", MetricKind.Rate);
        samples.Select(s => s.Value).ShouldBe([2.0, 0.0]);
        samples[0].Time.ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 1, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Read_Histogram_CountsItsMeasurements()
    {
        Histogram<double> histogram = _meter.CreateHistogram<double>("duration");
        Read("duration", MetricKind.Rate);
        Pass(1);
        for (int i = 0; i < 30; i++)
        {
            histogram.Record(12.5);
        }

        Pass(1);
        Read("duration", MetricKind.Rate).Select(s => s.Value).ShouldBe([0.5]);
    }

    [Fact]
    public void Read_GaugesOfTwoTagSets_AddUpAsALevelAndAverageAsAUtilisation()
    {
        Gauge<double> gauge = _meter.CreateGauge<double>("cores");
        Read("cores", MetricKind.Level);
        Pass(1);
        gauge.Record(2, new KeyValuePair<string, object?>("cpu", 0));
        gauge.Record(4, new KeyValuePair<string, object?>("cpu", 1));
        Pass(2);
        Read("cores", MetricKind.Level).Select(s => s.Value).ShouldBe([6.0, 6.0]);
    }

    [Fact]
    public void Read_UpDownCounter_IsTheLevelOfItsChanges()
    {
        UpDownCounter<int> sessions = _meter.CreateUpDownCounter<int>("sessions");
        Read("sessions", MetricKind.Level);
        Pass(1);
        sessions.Add(5);
        sessions.Add(-2);
        Pass(1);
        Read("sessions", MetricKind.Level).Select(s => s.Value).ShouldBe([3.0]);
    }

    [Fact]
    public void Read_ObservableCounter_GivesTheDifferenceAndSurvivesARestart()
    {
        long total = 100;
        _meter.CreateObservableCounter("total", () => total);
        Read("total", MetricKind.Rate);
        Pass(1);
        total = 160;
        Read("total", MetricKind.Rate);
        Pass(1);
        total = 30;
        Read("total", MetricKind.Rate);
        Pass(1);
        Read("total", MetricKind.Rate).Select(s => s.Value).ShouldBe([1.0, 0.0]);
    }

    [Fact]
    public void Read_BeforeAnyMeasurement_InventsNothing()
    {
        Read("silent", MetricKind.Rate);
        Pass(5);
        Read("silent", MetricKind.Rate).ShouldBeEmpty();
    }

    private void Pass(int minutes) => _world.Run(() => _world.WaitUntilAsync(_world.Now.AddMinutes(minutes)));

    private IReadOnlyList<LoadSample> Read(string name, MetricKind kind)
    {
        var metric = new LoadMetric { Name = new MetricName(name), Kind = kind };
        var arguments = new MetricReadArguments(new ClusterName("shop"), metric, Start.AddDays(-1), _world.Now);
        return _source.ReadAsync(arguments, CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }
}
