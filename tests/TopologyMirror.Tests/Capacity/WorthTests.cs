using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using static TopologyMirror.Tests.Capacity.Forecasts;

namespace TopologyMirror.Tests.Capacity;

/// <summary>What instances are worth: one carries 10 requests per second, or one job.</summary>
public sealed class WorthTests
{
    private static readonly ServiceName Web = new("web");

    /// <summary>In instances, for sure: 5 for two minutes, 3 for four, 2 for four, 6 for ten.</summary>
    private static MetricForecast Staircase { get; } =
        Certain("rps", [.. Enumerable.Repeat(45.0, 2), .. Enumerable.Repeat(25.0, 4), .. Enumerable.Repeat(15.0, 4), .. Enumerable.Repeat(55.0, 10)]);

    private static Arbitrary<Case> Cases { get; } = (
        from highs in Gen.Choose(0, 3_000).Select(n => n / 3.0).NonEmptyListOf()
        from more in Gen.Choose(0, 1_000).Select(n => n / 7.0).ListOf(highs.Count)
        from cost in Gen.Choose(100, 9_000).Select(n => n / 100.0)
        from dearer in Gen.Choose(0, 9_000).Select(n => n / 100.0)
        from now in Gen.Choose(-90, 400)
        from serves in Gen.Choose(0, 300)
        from until in Gen.Choose(1, 900)
        select new Case([.. highs], [.. more], cost, cost + dearer, now, serves, until)).ToArbitrary();

    // Of a 95 % quantile of 100, the loads 60, 80, 90 and 100 are exceeded with 0.9, 0.5, 0.1 and 0.05: those of the 7th, 9th, 10th and 11th instance.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1.1, 6)]
    [InlineData(1.12, 7)]
    [InlineData(1.9, 8)]
    [InlineData(2, 8)]
    [InlineData(2.01, 9)]
    [InlineData(9.9, 9)]
    [InlineData(10.1, 10)]
    [InlineData(19.9, 10)]
    [InlineData(20.1, 11)]
    public void Worth_ConstantProbabilityOfNeed_IsWorthItWhenTimesTheCostItExceedsOne(double cost, int instances)
    {
        MetricForecast constant = Of("rps", 100, 100, 100, 100, 100);

        Worth(constant, cost, until: 5).ShouldBe(instances);
        Worth(constant, cost, until: 60).ShouldBe(instances);
        Worth(constant, cost, now: 1.5, until: 4).ShouldBe(instances);
    }

    [Fact]
    public void Worth_ConstantNeedOfWhatServesLater_HasToMakeUpForItsLaunch()
    {
        // The ninth is needed half of the time that it serves, and serves half of the time that it is paid for: from 4 on it is worth it.
        MetricForecast constant = Of("rps", 100);
        Worth(constant, 3.9, serves: 10, until: 20).ShouldBe(8);
        Worth(constant, 4.1, serves: 10, until: 20).ShouldBe(9);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(3)]
    public void Worth_SpikeThatEndsBeforeItServes_IsWorthNoLaunch(double cost)
    {
        MetricForecast spike = Of("rps", [1000, 1000, 1000, .. Enumerable.Repeat(10.0, 7)]);
        MetricForecast calm = Of("rps", [.. Enumerable.Repeat(10.0, 10)]);

        Worth(spike, cost, serves: 3, until: 10).ShouldBe(Worth(calm, cost, serves: 3, until: 10));
        Worth(spike, cost, serves: 2.9, until: 10)!.Value.ShouldBeGreaterThanOrEqualTo(Worth(calm, cost, serves: 2.9, until: 10)!.Value);
        Worth(spike, cost, serves: 0, until: 10)!.Value.ShouldBeGreaterThan(80);
    }

    [Theory]
    [InlineData(3, 0, 20, 6)]
    [InlineData(2, 0, 20, 5)]
    [InlineData(3, 5, 20, 6)]
    [InlineData(3, 5, 10, 2)]
    [InlineData(7, 5, 10, 3)]
    [InlineData(5.9, 5, 10, 2)]
    [InlineData(3, 0, 10, 5)]
    [InlineData(1.1, 0, 10, 5)]
    public void Worth_KnownStaircase_IsWhatHandReckoningGives(double cost, double serves, double until, int instances) =>
        Worth(Staircase, cost, serves: serves, until: until).ShouldBe(instances);

    [Fact]
    public void Worth_NeedThatBeginsAsTheLookEnds_IsNotSeen()
    {
        Worth(Staircase, 50, now: 6, until: 10).ShouldBe(2);
        Worth(Staircase, 50, now: 6, until: 10.5).ShouldBe(6);
    }

    [Fact]
    public void Worth_BeyondTheHorizon_TheLastStepGoesOn()
    {
        MetricForecast rising = Certain("rps", 15, 15, 55);
        Worth(rising, 1.5, until: 3).ShouldBe(2);
        Worth(rising, 1.5, until: 30).ShouldBe(6);
        Worth(rising, 1.5, now: 20, until: 30).ShouldBe(6);
    }

    [Fact]
    public void Worth_SeveralMetrics_IsThatOfTheOneThatTakesMost()
    {
        Worth(50, Staircase, Certain("jobs", 6.5)).ShouldBe(7);
        Worth(50, Certain("jobs", 6.5), Staircase).ShouldBe(7);
        Worth(50, Certain("jobs", 1.5), Staircase).ShouldBe(6);
        Worth(50, NotReady("jobs"), Staircase).ShouldBe(6);
    }

    [Fact]
    public void Worth_NothingForecast_IsNull()
    {
        Worth(50).ShouldBeNull();
        Worth(50, NotReady("rps"), Certain("unrelated", 900)).ShouldBeNull();
    }

    [Fact]
    public void Worth_Ceiling_IsTheLimitUnlessItGivesWay()
    {
        MetricForecast high = Certain("rps", 12_345);
        Plan(Capacity, high).Worth(Web, Noon, Noon, Noon.AddMinutes(5), 50).ShouldBe(90);
        Plan(Capacity with { CeilingBuffer = 0.1 }, high).Worth(Web, Noon, Noon, Noon.AddMinutes(5), 50).ShouldBe(1235);
    }

    [Theory]
    [InlineData(0.99)]
    [InlineData(0)]
    public void Worth_MissingThatCostsLessThanPaying_Throws(double cost) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Worth(Staircase, cost)).ParamName.ShouldBe("missingCost");

    [Fact]
    public void Worth_DearerMissing_IsNeverFewer() => Holds(c => c.Worth(c.Highs, c.Dearer) >= c.Worth(c.Highs, c.Cost));

    [Fact]
    public void Worth_StochasticallyGreaterLoad_IsNeverFewer() => Holds(c =>
        c.Worth([.. c.Highs.Zip(c.More, (h, m) => h + m)], c.Cost) >= c.Worth(c.Highs, c.Cost));

    [Fact]
    public void Worth_ServingLater_IsNeverMore() => Holds(c => (c with { Serves = c.Serves + 45 }).Worth(c.Highs, c.Cost) <= c.Worth(c.Highs, c.Cost));

    [Fact]
    public void Worth_LookingFarther_IsNeverFewer() => Holds(c => (c with { Until = c.Until + 60 }).Worth(c.Highs, c.Cost) >= c.Worth(c.Highs, c.Cost));

    [Fact]
    public void Worth_Anything_LiesBetweenNothingAndTheCeiling() => Holds(c => c.Worth(c.Highs, c.Cost) is >= 0 and <= 90);

    private static void Holds(Func<Case, bool> law) => Prop.ForAll(Cases, law).QuickCheckThrowOnFailure();

    private static int? Worth(MetricForecast forecast, double cost, double now = 0, double serves = 0, double until = 20) =>
        Plan(Capacity, forecast).Worth(Web, Noon.AddMinutes(now), Noon.AddMinutes(Math.Max(serves, now)), Noon.AddMinutes(until), cost);

    private static int? Worth(double cost, params MetricForecast[] forecasts) =>
        Plan(Capacity, forecasts).Worth(Web, Noon, Noon, Noon.AddMinutes(20), cost);

    private static CapacityPlan Plan(ServiceCapacity capacity, params MetricForecast[] forecasts) => new(forecasts, [capacity], 0.05);

    private static MetricForecast Certain(string metric, params double[] loads) => new(
        Metric(metric),
        ForecastResult.Of(new LoadForecast(Noon, TimeSpan.FromMinutes(1), [0.25, 0.75], [.. loads.SelectMany(load => new[] { load, load })])));

    private static ServiceCapacity Capacity { get; } = new()
    {
        Service = Web, Floor = 1, Ceiling = 90, LoadPerInstance = new SortedDictionary<MetricName, double> { [new("rps")] = 10, [new("jobs")] = 1 },
    };

    /// <summary>Moments in seconds: now after noon, serving and the end of the look after now.</summary>
    private sealed record Case(double[] Highs, double[] More, double Cost, double Dearer, int Now, int Serves, int Until)
    {
        public int Worth(double[] highs, double cost)
        {
            DateTimeOffset now = Noon.AddSeconds(Now);
            return Plan(Capacity, Of("rps", highs)).Worth(Web, now, now.AddSeconds(Serves), now.AddSeconds(Until), cost)!.Value;
        }
    }
}
