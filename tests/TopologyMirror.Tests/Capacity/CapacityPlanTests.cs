using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using static TopologyMirror.Tests.Capacity.Forecasts;

namespace TopologyMirror.Tests.Capacity;

public sealed class CapacityPlanTests
{
    private static readonly ServiceName Web = new("web");

    [Fact]
    public void Required_OneStep_IsTheQuantileAtOneMinusRiskPerInstance()
    {
        MetricForecast forecast = Of("rps", 95);

        Required(forecast).ShouldBe(new CapacityRequirement(10, 9.5, new MetricName("rps"), Noon, 95));
        Plan(0.5, forecast).Required(Web, Noon, Noon.AddMinutes(1))!.Value.Real.ShouldBe(7.6, 1e-9);
    }

    [Fact]
    public void Required_TwoMetrics_IsTheMaximumAndNamesTheBindingOne()
    {
        CapacityRequirement required = Required(Of("cpu", 3), Of("rps", 20));

        required.Binding.ShouldBe(new MetricName("cpu"));
        required.Real.ShouldBe(3 / 0.7, 1e-9);
        required.Load.ShouldBe(3, 1e-9);
    }

    // Steps are [0, 1), [1, 2), [2, 3) minutes after noon.
    [Theory]
    [InlineData(0, 60, 10, 0)]
    [InlineData(0, 61, 30, 1)]
    [InlineData(0, 120, 30, 1)]
    [InlineData(59, 60, 10, 0)]
    [InlineData(60, 120, 30, 1)]
    [InlineData(60, 60, 30, 1)]
    [InlineData(119, 121, 30, 1)]
    [InlineData(120, 180, 20, 2)]
    [InlineData(-600, -300, 10, 0)]
    [InlineData(-600, 61, 30, 1)]
    [InlineData(120, 6000, 20, 2)]
    [InlineData(6000, 6060, 20, 2)]
    public void Required_Window_IsStartInclusiveEndExclusiveWithinTheHorizon(int from, int to, double load, int minute)
    {
        CapacityRequirement required = Plan(0.05, Of("rps", 10, 30, 20)).Required(Web, Noon.AddSeconds(from), Noon.AddSeconds(to))!.Value;

        required.Load.ShouldBe(load, 1e-9);
        required.At.ShouldBe(Noon.AddMinutes(minute));
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    [InlineData(150, 3)]
    public void Required_Lead_ReachesIntoTheStepCeilOfLeadByStep(int leadSeconds, int steps)
    {
        // Only the last step of the window has the load: a shorter window does not see it, a longer one does.
        double[] highs = [.. Enumerable.Range(1, 5).Select(s => s == steps ? 50.0 : 1)];
        Plan(0.05, Of("rps", highs)).Required(Web, Noon, Noon.AddSeconds(leadSeconds))!.Value.Load.ShouldBe(50, 1e-9);
        Plan(0.05, Of("rps", highs)).Required(Web, Noon, Noon.AddSeconds((steps - 1) * 60))!.Value.Load.ShouldBe(steps == 1 ? 50 : 1, 1e-9);
    }

    [Fact]
    public void Required_OneMetricNotReady_RestsOnTheOther() => Required(NotReady("cpu"), Of("rps", 30)).Load.ShouldBe(30, 1e-9);

    [Fact]
    public void Required_NoForecastAtAll_IsNull()
    {
        Plan(0.05, NotReady("rps")).Required(Web, Noon, Noon.AddMinutes(1)).ShouldBeNull();
        Plan(0.05).Required(Web, Noon, Noon.AddMinutes(1)).ShouldBeNull();
        Plan(0.05, Of("unrelated", 500)).Required(Web, Noon, Noon.AddMinutes(1)).ShouldBeNull();
    }

    [Fact]
    public void Required_MetricOfAnotherService_IsLeftOut()
    {
        MetricForecast other = Of("rps", 500);
        other = other with { Metric = other.Metric with { Service = new ServiceName("db") } };
        Plan(0.05, other).Required(Web, Noon, Noon.AddMinutes(1)).ShouldBeNull();
    }

    [Theory]
    [InlineData(0.0, 2)]
    [InlineData(20.0, 2)]
    [InlineData(20.001, 3)]
    [InlineData(1e9, 12)]
    public void Required_OutsideFloorAndCeiling_IsClamped(double load, int instances) =>
        Required(Of("rps", load)).Instances.ShouldBe(instances);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void Create_RiskOutsideZeroToOne_Throws(double risk) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Plan(risk)).ParamName.ShouldBe("risk");

    private static CapacityRequirement Required(params MetricForecast[] forecasts) =>
        Plan(0.05, forecasts).Required(Web, Noon, Noon.AddMinutes(1))!.Value;

    private static CapacityPlan Plan(double risk, params MetricForecast[] forecasts) => new(forecasts, [Capacity], risk);

    private static ServiceCapacity Capacity { get; } = new()
    {
        Service = Web,
        Floor = 2,
        Ceiling = 12,
        LoadPerInstance = new SortedDictionary<MetricName, double> { [new("rps")] = 10, [new("cpu")] = 0.7 },
    };
}
