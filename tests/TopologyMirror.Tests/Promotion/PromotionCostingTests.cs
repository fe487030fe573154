using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Promotion;

namespace TopologyMirror.Tests.Promotion;

public sealed class PromotionCostingTests
{
    private static readonly DateTimeOffset Noon = Capacity.Forecasts.Noon;

    private static readonly Arbitrary<Weighing> Weighings = (
        from courses in Gen.Choose(0, 120).ArrayOf(12).NonEmptyListOf()
        from live in Gen.Choose(0, 9)
        from instances in Gen.Choose(1, 4)
        from lead in Gen.Choose(0, 500)
        from age in Gen.Choose(0, 150)
        from price in Gen.Choose(0, 300).Select(p => p / 10.0)
        select new Weighing([.. courses], live, instances, TimeSpan.FromSeconds(lead), TimeSpan.FromSeconds(age), price)).ToArbitrary();

    // 4 live carry 40. Half of the courses ask for 6 instances from minute 10 to minute 20, of 30 minutes.
    private static readonly Weighing HalfSurge = new([Course(40), Course(60)], Live: 4, Instances: 2, TimeSpan.Zero, TimeSpan.Zero, Missing: 10);

    [Fact]
    public void Of_SurgeInHalfOfTheCourses_CountsPaidAndMissing()
    {
        PromotionCosts costs = HalfSurge.Costs;

        costs.MissingNever.ShouldBe(2 * 10 / 60.0 / 2, 1e-12);
        costs.MissingNow.ShouldBe(0);
        costs.NeedProbability.ShouldBe(0.5);
        costs.Never.ShouldBe((4 * 0.5) + (10 / 6.0), 1e-12);
        costs.Now.ShouldBe(6 * 0.5, 1e-12);
        costs.Wait.ShouldBe(TimeSpan.FromMinutes(10));
        costs.Later.ShouldBe((4 * 0.5) + (2 * 20 / 60.0), 1e-12);
        costs.BreakEvenMissingPrice!.Value.ShouldBe(6, 1e-12);
        costs.BreakEvenProbability!.Value.ShouldBe(0.3, 1e-12);
    }

    [Fact]
    public void Of_LeadLongerThanTheWayToTheSurge_MissesUntilItServes()
    {
        PromotionCosts costs = (HalfSurge with { Lead = TimeSpan.FromMinutes(15) }).Costs;

        costs.MissingNow.ShouldBe(5 / 60.0, 1e-12);
        costs.Now.ShouldBeGreaterThan(HalfSurge.Costs.Now);
        (HalfSurge with { Lead = TimeSpan.FromMinutes(30) }).Costs.ShouldSatisfyAllConditions(
            c => c.NeedProbability.ShouldBe(0), c => c.BreakEvenMissingPrice.ShouldBeNull(), c => c.BreakEvenProbability.ShouldBeNull());
    }

    [Fact]
    public void Of_TwoMetrics_TakesTheLargestOfEachCourse()
    {
        MetricPaths rps = HalfSurge.Paths("rps");
        MetricPaths cores = new Weighing([Course(60), Course(40)], 4, 2, TimeSpan.Zero, TimeSpan.Zero, 10).Paths("cores");
        PromotionChoice choice = HalfSurge.Choice("rps", "cores");

        PromotionCosting.Of(Noon, choice, [rps, cores])!.NeedProbability.ShouldBe(1);
        PromotionCosting.Of(Noon, choice, [rps, HalfSurge.Paths("cores")])!.NeedProbability.ShouldBe(0.5);
        PromotionCosting.Of(Noon, HalfSurge.Choice("other"), [rps]).ShouldBeNull();
        PromotionCosting.Of(Noon.AddMinutes(30), choice, [rps, cores]).ShouldBeNull();
    }

    [Fact]
    public void Of_Anything_LaterIsTheLeastOfAllWaits() => Holds(w =>
    {
        PromotionCosts costs = w.Costs;
        return costs.Wait is null
            ? Same(costs.Later, costs.Never)
            : Enumerable.Range(1, 11).Select(i => TimeSpan.FromMinutes(i)).Where(d => Noon + d > Noon + w.Age && d <= TimeSpan.FromMinutes(12)).All(d => costs.Later <= w.After(d - w.Age) + 1e-9)
                && Same(costs.Later, w.After(costs.Wait.Value));
    });

    [Fact]
    public void Of_AtTheBreakEvenPrice_NowAndNeverCostTheSame() => Holds(w =>
        w.Costs.BreakEvenMissingPrice is not { } price || (w with { Missing = price }).Costs is var even && Same(even.Now, even.Never));

    [Fact]
    public void Of_BreakEvens_AgreeWithWhatIsCheaper() => Holds(w =>
    {
        PromotionCosts c = w.Costs;
        bool cheaper = c.Now < c.Never - 1e-9;
        return !cheaper || (c.BreakEvenMissingPrice < w.Missing && c.BreakEvenProbability < c.NeedProbability + 1e-9);
    });

    [Fact]
    public void Of_DearerMissing_NeverFavoursNever() => Holds(w =>
    {
        PromotionCosts cheap = w.Costs;
        PromotionCosts dear = (w with { Missing = (w.Missing * 2) + 1 }).Costs;
        return dear.Never - dear.Now >= cheap.Never - cheap.Now - 1e-9;
    });

    [Fact]
    public void Of_Anything_PromotingMissesNoMoreThanNever() => Holds(w => w.Costs is var c && c.MissingNow <= c.MissingNever + 1e-12 && c.NeedProbability is >= 0 and <= 1);

    [Fact]
    public void OfMissingCost_CountsInPaidInstanceHours()
    {
        PromotionPrices.OfMissingCost(19).ShouldBe(new PromotionPrices(1, 19));
        Should.Throw<ArgumentOutOfRangeException>(() => PromotionPrices.OfMissingCost(0.9));
    }

    private static int[] Course(int surge) => [.. Enumerable.Range(0, 30).Select(i => i is >= 10 and < 20 ? surge : 40)];

    private static bool Same(double a, double b) => Math.Abs(a - b) <= 1e-9 * Math.Max(1, Math.Abs(a));

    private static void Holds(Func<Weighing, bool> law) => Prop.ForAll(Weighings, law).QuickCheckThrowOnFailure();

    /// <summary>Courses by the minute from noon, one instance carries 10, an instance-hour costs 1; decided some time after noon.</summary>
    private sealed record Weighing(IReadOnlyList<int[]> Courses, int Live, int Instances, TimeSpan Lead, TimeSpan Age, double Missing)
    {
        public PromotionCosts Costs => PromotionCosting.Of(Noon + Age, Choice("rps"), [Paths("rps")])!;

        public MetricPaths Paths(string metric) => new(
            Capacity.Forecasts.Metric(metric), new LoadPaths(Noon, TimeSpan.FromMinutes(1), Courses[0].Length, [.. Enumerable.Range(0, Courses[0].Length).SelectMany(step => Courses.Select(c => (double)c[step]))]));

        public PromotionChoice Choice(params string[] metrics) => new(
            new ServiceCapacity { Service = PromotionCase.Web, LoadPerInstance = new SortedDictionary<MetricName, double>(metrics.ToDictionary(m => new MetricName(m), _ => 10.0)) },
            Live, Instances, Lead, new PromotionPrices(1, Missing));

        /// <summary>Cost of promoting after a wait, reckoned second by second.</summary>
        public double After(TimeSpan wait)
        {
            int end = Courses[0].Length * 60;
            int age = (int)Age.TotalSeconds;
            int promoted = age + (int)wait.TotalSeconds;
            double missing = 0;
            for (int t = age; t < end; t++)
            {
                int serving = Live + (t >= promoted + (int)Lead.TotalSeconds ? Instances : 0);
                missing += Courses.Average(c => Math.Max(Math.Ceiling(c[t / 60] / 10.0) - serving, 0));
            }

            return ((Live * (end - age)) + (Instances * Math.Max(end - promoted, 0)) + (Missing * missing)) / 3600.0;
        }
    }
}
