using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Tests.Routing;

namespace TopologyMirror.Tests.Capacity;

public sealed class InstanceShareTests
{
    private static readonly LoadMetric Rps = new() { Name = new MetricName("rps") };

    [Fact]
    public void Of_Forecast_DividesItsPeakByTheInstancesThatServeIt()
    {
        // 42 requests per second at most take five instances of ten.
        var forecast = new LoadForecast(TestWorld.Noon, TimeSpan.FromMinutes(1), [0.5, 0.99], [20, 30, 35, 42, 10, 12]);
        InstanceShare.Of(TestWorld.Capacity(), [new MetricForecast(Rps, ForecastResult.Of(forecast))], 0.99)[Rps.Name].ShouldBe(42 / 5.0, 1e-9);
        InstanceShare.Of(TestWorld.Capacity(floor: 21), [new MetricForecast(Rps, ForecastResult.Of(forecast))], 0.99)[Rps.Name].ShouldBe(2, 1e-9);
        InstanceShare.Of(TestWorld.Capacity(ceiling: 3), [new MetricForecast(Rps, ForecastResult.Of(forecast))], 0.99)[Rps.Name].ShouldBe(14, 1e-9);
        InstanceShare.Of(TestWorld.Capacity(ceiling: 3) with { CeilingBuffer = 0.1 }, [new MetricForecast(Rps, ForecastResult.Of(forecast))], 0.99)[Rps.Name]
            .ShouldBe(42 / 5.0, 1e-9);
    }

    [Fact]
    public void Of_NoForecast_IsEmpty() =>
        InstanceShare.Of(TestWorld.Capacity(), [new MetricForecast(Rps, ForecastResult.Of(new ForecastNotReady(NotReadyReason.TooFewSamples, "none", null)))], 0.99).ShouldBeEmpty();
}
