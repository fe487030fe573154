using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using static TopologyMirror.Tests.Capacity.Forecasts;

namespace TopologyMirror.Tests.Capacity;

/// <summary>Plans by courses: an instance carries 10 requests per second, or one job.</summary>
public sealed class JointPlanTests
{
    private static readonly ServiceName Web = new("web");

    /// <summary>Four courses whose maxima are 40, 20, 30 and 10, in different minutes.</summary>
    private static MetricForecast Rps { get; } = Courses.Of("rps", [10, 40, 10], [20, 10, 10], [10, 10, 30], [10, 10, 10]);

    // Of four, the quantiles at 0.375, 0.625, 0.75 and 0.875 are the second, the third, half-way to the highest, and the highest.
    [Theory]
    [InlineData(0.125, 40)]
    [InlineData(0.25, 35)]
    [InlineData(0.375, 30)]
    [InlineData(0.625, 20)]
    [InlineData(0.875, 10)]
    public void Required_Courses_IsTheQuantileOfTheirMaxima(double risk, double load)
    {
        CapacityRequirement required = Required(risk, 0, 3, Rps);

        required.Load.ShouldBe(load, 1e-9);
        required.Real.ShouldBe(load / 10, 1e-9);
        required.Instances.ShouldBe((int)Math.Ceiling(load / 10));
    }

    [Fact]
    public void Required_CoursesThatPeakInDifferentMinutes_IsMoreThanOfAnyOneMinute()
    {
        double together = Required(0.25, 0, 3, Rps).Load;
        double highest = Enumerable.Range(0, 3).Max(minute => Required(0.25, minute, minute + 1, Rps).Load);

        highest.ShouldBe(25, 1e-9);
        together.ShouldBe(35, 1e-9);
    }

    [Theory]
    [InlineData(0, 1, 15)]
    [InlineData(1, 2, 25)]
    [InlineData(0, 2, 30)]
    [InlineData(1, 3, 35)]
    [InlineData(-9, 1, 15)]
    [InlineData(2, 99, 20)]
    [InlineData(50, 99, 20)]
    public void Required_Window_LooksAtItsOwnStepsWithinTheHorizon(int from, int to, double load) =>
        Required(0.25, from, to, Rps).Load.ShouldBe(load, 1e-9);

    [Fact]
    public void Required_CoursesShorterThanTheForecast_CountAsTheirLastStep()
    {
        MetricForecast longer = Of("rps", 10, 10, 10, 10, 10) with { Paths = Rps.Paths };
        Required(0.25, 2, 5, longer).Load.ShouldBe(20, 1e-9);
        Required(0.25, 4, 5, longer).Load.ShouldBe(20, 1e-9);
    }

    [Fact]
    public void Required_TwoMetricsOfWhichOneIsHighWhereTheOtherIsLow_IsMoreThanEither()
    {
        // In instances 4, 2, 3, 1 and 1, 4, 2, 3: course by course 4, 4, 3, 3.
        MetricForecast jobs = Courses.OfOneStep("jobs", 1, 4, 2, 3);

        Required(0.25, 0, 3, Rps).Real.ShouldBe(3.5, 1e-9);
        Required(0.25, 0, 3, jobs).Real.ShouldBe(3.5, 1e-9);
        Required(0.25, 0, 3, Rps, jobs).Real.ShouldBe(4, 1e-9);
        Required(0.625, 0, 3, Rps, jobs).Real.ShouldBe(3, 1e-9);
        Required(0.625, 0, 3, jobs, Rps).Real.ShouldBe(3, 1e-9);
    }

    [Fact]
    public void Required_TwoMetricsThatRiseTogether_IsThatOfOne()
    {
        MetricForecast jobs = Courses.OfOneStep("jobs", 4, 2, 3, 1);
        Required(0.25, 0, 3, Rps, jobs).Real.ShouldBe(3.5, 1e-9);
    }

    [Fact]
    public void Required_TwoMetricsWithDifferentNumbersOfCourses_IsTheLargerOfTheirOwn()
    {
        MetricForecast jobs = Courses.OfOneStep("jobs", 1, 4);
        Required(0.25, 0, 3, Rps, jobs).Real.ShouldBe(4, 1e-9);
        Required(0.625, 0, 3, Rps, jobs).Real.ShouldBe(2, 1e-9);
    }

    [Fact]
    public void Required_MetricOfAnotherServiceWithCourses_IsLeftOut()
    {
        MetricForecast other = Courses.OfOneStep("jobs", 90, 90, 90, 90);
        other = other with { Metric = other.Metric with { Service = new ServiceName("db") } };
        Required(0.25, 0, 3, Rps, other).Real.ShouldBe(3.5, 1e-9);
    }

    // The median of the maxima is 25, and 35 is not exceeded with 0.75.
    [Theory]
    [InlineData(2, 0.25, 45)]
    [InlineData(0.5, 0.25, 30)]
    [InlineData(1, 0.25, 35)]
    [InlineData(2, 0.5, 25)]
    [InlineData(0.5, 0.5, 25)]
    [InlineData(2, 0.625, 20)]
    public void Required_Stretch_WidensTheUpperHalfAboutTheMedian(double stretch, double risk, double load) =>
        Required(risk, 0, 3, Rps with { Stretch = stretch }).Load.ShouldBe(load, 1e-9);

    [Fact]
    public void Required_StretchOfOneOfTwoMetrics_IsOfThatMetricAlone()
    {
        // About the median of 2.5, the courses 4 and 3 become 5.5 and 3.5: with the other, 5.5, 2, 3.5 and 1 against 3 each.
        MetricForecast jobs = Courses.OfOneStep("jobs", 3, 3, 3, 3);
        Required(0.125, 0, 3, Rps with { Stretch = 2 }, jobs).Real.ShouldBe(5.5, 1e-9);
        Required(0.375, 0, 3, Rps with { Stretch = 2 }, jobs with { Stretch = 2 }).Real.ShouldBe(3.5, 1e-9);
        Required(0.625, 0, 3, Rps with { Stretch = 2 }, jobs).Real.ShouldBe(3, 1e-9);
    }

    [Fact]
    public void Required_WithoutCourses_IsTheHighestQuantileOfAStepWhateverTheStretch()
    {
        MetricForecast bare = Of("rps", 10, 30, 20);
        Required(0.05, 0, 3, bare).Load.ShouldBe(30, 1e-9);
        Required(0.05, 0, 3, bare with { Stretch = 3 }).ShouldBe(Required(0.05, 0, 3, bare));
    }

    [Fact]
    public void WithoutPaths_Plan_IsThatOfTheQuantilesAlone()
    {
        var plan = new CapacityPlan([Rps], [Capacity], 0.25);
        CapacityRequirement bare = Required(0.25, 0, 3, Rps with { Paths = null });

        plan.WithoutPaths().Required(Web, Noon, Noon.AddMinutes(3)).ShouldBe(bare);
        plan.WithoutPaths().Forecasts.ShouldAllBe(f => f.Paths == null);
        plan.Required(Web, Noon, Noon.AddMinutes(3)).ShouldNotBe(bare);
    }

    [Fact]
    public void Required_AnotherRisk_IsThatOfAPlanWithIt() =>
        new CapacityPlan([Rps], [Capacity], 0.05).Required(Web, Noon, Noon.AddMinutes(3), 0.25).ShouldBe(Required(0.25, 0, 3, Rps));

    private static CapacityRequirement Required(double risk, int from, int to, params MetricForecast[] forecasts) =>
        new CapacityPlan(forecasts, [Capacity], risk).Required(Web, Noon.AddMinutes(from), Noon.AddMinutes(to))!.Value;

    private static ServiceCapacity Capacity { get; } = new()
    {
        Service = Web, Floor = 1, Ceiling = 50, LoadPerInstance = new SortedDictionary<MetricName, double> { [new("rps")] = 10, [new("jobs")] = 1 },
    };
}
