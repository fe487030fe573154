using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using static TopologyMirror.Tests.Capacity.Forecasts;

namespace TopologyMirror.Tests.Capacity;

public sealed class RiskCalibrationTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static TheoryData<string, double, double> Mistaken
    {
        get
        {
            var cases = new TheoryData<string, double, double>();
            foreach (string shape in (string[])["bell", "uniform", "exponential", "skewed"])
            {
                foreach (double width in (double[])[0.6, 1.0, 1.7])
                {
                    foreach (double risk in (double[])[0.01, 0.05, 0.1])
                    {
                        cases.Add(shape, width, risk);
                    }
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Mistaken))]
    public void Observe_ForecastOfAnotherWidth_ExceedsInTheRequestedShareOfWindows(string shape, double width, double risk)
    {
        MetricForecast forecast = Forecast(shape, width);
        var random = new Random(17);
        RiskCalibration calibration = RiskCalibration.Start;
        int exceeded = 0;
        for (int window = 0; window < 3500; window++)
        {
            DateTimeOffset from = Noon.AddMinutes(window);
            double planned = Planned(calibration.Apply(forecast), risk);
            double load = Load(shape, random.NextDouble());
            calibration = calibration.Plan(calibration.Apply(forecast), from, from + Minute, risk).Observe(from, Minute, load);
            exceeded += window >= 500 && load > planned ? 1 : 0;
        }

        (exceeded / 3000.0).ShouldBe(risk, 0.005);
    }

    [Theory]
    [InlineData(0.6, 0.08, 1.0)]
    [InlineData(1.7, 0.0, 0.03)]
    public void Stretch_LeftAtOne_WouldExceedInAnotherShareThanThatOf5Percent(double width, double least, double most)
    {
        double planned = Planned(Forecast("bell", width), 0.05);
        var random = new Random(17);
        (Enumerable.Range(0, 3000).Count(_ => Load("bell", random.NextDouble()) > planned) / 3000.0).ShouldBeInRange(least, most);
    }

    [Fact]
    public void Observe_WindowThatExceeds_WidensAndOneThatDoesNotNarrowsByTheShareOfTheRisk()
    {
        Stretch(Open(0, 10), Above(3), Ends(9)).ShouldBe(Math.Exp(0.4 * 0.9), 1e-9);
        Stretch(Open(0, 10), Below(3), Ends(9)).ShouldBe(Math.Exp(-0.4 * 0.1), 1e-9);
        Stretch(Open(0, 10), Above(3)).ShouldBe(1);
    }

    [Fact]
    public void Observe_LoadOutsideAWindow_SaysNothingOfIt()
    {
        Stretch(Open(5, 10), Above(4), Ends(9)).ShouldBe(Math.Exp(-0.4 * 0.1), 1e-9);
        Stretch(Open(5, 10), Above(5), Ends(9)).ShouldBe(Math.Exp(0.4 * 0.9), 1e-9);
    }

    [Theory]
    [InlineData(1, 0.1)]
    [InlineData(5, 0.5)]
    [InlineData(10, 1.0)]
    [InlineData(40, 1.0)]
    public void Observe_OverlappingWindows_WeighByTheShareThatIsTheirOwn(int secondFrom, double weight)
    {
        // The first does not exceed, the second does after it.
        double stretch = Stretch(Open(0, 10), Open(secondFrom, secondFrom + 10), Below(0), Ends(9), Above(secondFrom + 9));
        Math.Log(stretch).ShouldBe((-0.4 * 0.1) + (0.4 * weight * 0.9), 1e-9);
    }

    [Fact]
    public void Observe_Gap_SaysNothing()
    {
        Stretch(Open(0, 3), Load(0, double.NaN), Load(1, double.NaN), Load(2, double.NaN)).ShouldBe(1);
        Stretch(Open(0, 3), Above(0), Load(1, double.NaN), Load(2, double.NaN)).ShouldBe(Math.Exp(0.4 * 0.9), 1e-9);
        Stretch(Open(0, 3), Below(0), Load(1, double.NaN), Load(2, double.NaN)).ShouldBe(Math.Exp(-0.4 * 0.1), 1e-9);
        After(Open(0, 3), Load(0, double.NaN)).JumpedAt.ShouldBeNull();
    }

    [Fact]
    public void Observe_NothingPlanned_ChangesNothing() => RiskCalibration.Start.Observe(Noon, Minute, 1e9).ShouldBeSameAs(RiskCalibration.Start);

    [Fact]
    public void Plan_NoForecastOrNoWindow_ChangesNothing()
    {
        RiskCalibration.Start.Plan(NotReady("rps"), Noon, Noon.AddMinutes(1), 0.1).ShouldBeSameAs(RiskCalibration.Start);
        RiskCalibration.Start.Plan(Plain, Noon, Noon, 0.1).ShouldBeSameAs(RiskCalibration.Start);
    }

    // 100 is the median of the courses and 110 is planned: far above is beyond 120, and beyond 121.
    [Theory]
    [InlineData(109, false)]
    [InlineData(111, false)]
    [InlineData(120.5, false)]
    [InlineData(121.5, true)]
    [InlineData(900, true)]
    public void Observe_Load_HasJumpedOnlyWhenItIsFarAboveWhatWasPlanned(double load, bool jumped) =>
        After(Open(0, 10), Load(4, load)).JumpedAt.ShouldBe(jumped ? Noon.AddMinutes(5) : null);

    [Fact]
    public void JumpedAt_AfterMoreJumps_IsTheEndOfTheNewest()
    {
        After(Open(0, 10), Load(4, 900), Below(5)).JumpedAt.ShouldBe(Noon.AddMinutes(5));
        After(Open(0, 10), Load(4, 900), Below(5), Load(6, 900)).JumpedAt.ShouldBe(Noon.AddMinutes(7));
        After(Open(0, 10), Load(4, 900), Ends(9), Open(20, 30)).JumpedAt.ShouldBe(Noon.AddMinutes(5));
        After(Open(0, 10), Load(10, 900)).JumpedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 1)]
    [InlineData(0.5, 0.5)]
    [InlineData(1000, 20.0855369232)]
    [InlineData(1e-6, 0.0497870684)]
    [InlineData(0, 1)]
    [InlineData(-3, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    public void Of_Stretch_IsKeptWithinBounds(double stretch, double kept) => RiskCalibration.Of(stretch).Stretch.ShouldBe(kept, 1e-9);

    [Fact]
    public void Stretch_WhateverComes_StaysWithinBounds()
    {
        RiskCalibration high = RiskCalibration.Start;
        RiskCalibration low = RiskCalibration.Start;
        for (int i = 0; i < 100; i++)
        {
            high = Above(10 * i)(Open(10 * i, (10 * i) + 1)(high));
            low = Below(10 * i)(Open(10 * i, (10 * i) + 1)(low));
        }

        high.Stretch.ShouldBe(Math.Exp(3), 1e-9);
        low.Stretch.ShouldBe(Math.Exp(-3), 1e-9);
    }

    private static MetricForecast Plain { get; } = Courses.OfOneStep("rps", 90, 95, 100, 105, 110);

    private static double Stretch(params Func<RiskCalibration, RiskCalibration>[] steps) => After(steps).Stretch;

    private static RiskCalibration After(params Func<RiskCalibration, RiskCalibration>[] steps) =>
        steps.Aggregate(RiskCalibration.Start, (calibration, step) => step(calibration));

    private static Func<RiskCalibration, RiskCalibration> Open(int from, int to) =>
        calibration => calibration.Plan(Plain, Noon.AddMinutes(from), Noon.AddMinutes(to), 0.1);

    private static Func<RiskCalibration, RiskCalibration> Load(int minute, double load) => calibration => calibration.Observe(Noon.AddMinutes(minute), Minute, load);

    private static Func<RiskCalibration, RiskCalibration> Above(int minute) => Load(minute, 115);

    private static Func<RiskCalibration, RiskCalibration> Below(int minute) => Load(minute, 99);

    private static Func<RiskCalibration, RiskCalibration> Ends(int minute) => Below(minute);

    private static double Planned(MetricForecast forecast, double risk)
    {
        var service = new ServiceName("web");
        var capacity = new ServiceCapacity { Service = service, LoadPerInstance = new SortedDictionary<MetricName, double> { [new("rps")] = 1 } };
        return new CapacityPlan([forecast], [capacity], risk).Required(service, Noon, Noon.AddMinutes(1))!.Value.Load;
    }

    /// <summary>200 courses of the true distribution, narrowed or widened about its median.</summary>
    private static MetricForecast Forecast(string shape, double width)
    {
        double median = Load(shape, 0.5);
        return Courses.OfOneStep("rps", [.. Enumerable.Range(0, 200).Select(i => Math.Max(median + (width * (Load(shape, (i + 0.5) / 200) - median)), 0))]);
    }

    /// <summary>The load of a distribution at a probability.</summary>
    private static double Load(string shape, double probability)
    {
        double p = Math.Clamp(probability, 1e-6, 1 - 1e-6);

        // Logistic: heavier in its tails than a normal one.
        double bell = Math.Log(p / (1 - p)) / 1.7;
        return shape switch
        {
            "uniform" => 100 + (60 * p),
            "exponential" => 100 - (20 * Math.Log(1 - p)),
            "skewed" => 100 * Math.Exp(0.3 * bell),
            _ => 200 + (20 * bell),
        };
    }
}
