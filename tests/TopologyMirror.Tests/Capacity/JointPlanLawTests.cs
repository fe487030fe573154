using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using static TopologyMirror.Tests.Capacity.Forecasts;

namespace TopologyMirror.Tests.Capacity;

/// <summary>Laws of plans by the courses of one or two metrics.</summary>
public sealed class JointPlanLawTests
{
    private static readonly ServiceName Web = new("web");

    private static Arbitrary<Case> Cases { get; } = (
        from metrics in Gen.Choose(1, 2)
        from steps in Gen.Choose(1, 6)
        from count in Gen.Choose(1, 12)
        from loads in Gen.Choose(0, 3_000).Select(n => n / 3.0).ArrayOf(metrics * count * steps)
        from more in Gen.Choose(0, 700).Select(n => n / 7.0).ArrayOf(metrics * count * steps)
        from risks in Gen.Choose(1, 999).Select(n => n / 1000.0).Two()
        from window in Gen.Choose(-3, 9).Two()
        from stretch in Gen.Choose(25, 400).Select(n => n / 100.0)
        select new Case(
            Shaped(loads, metrics, count, steps), Shaped(more, metrics, count, steps), Math.Min(risks.Item1, risks.Item2), Math.Max(risks.Item1, risks.Item2),
            Noon.AddMinutes(Math.Min(window.Item1, window.Item2)), Noon.AddMinutes(Math.Max(window.Item1, window.Item2)), stretch)).ToArbitrary();

    [Fact]
    public void Required_MoreRisk_NeverPlansMore() => Holds(c =>
        c.Required(risk: c.Greater) is var less && c.Required() is var more && less.Real <= more.Real + 1e-9 && less.Instances <= more.Instances);

    [Fact]
    public void Required_AllCoursesScaledOrShiftedUp_NeverPlansLess() => Holds(c =>
        c.With((load, _) => load * 1.7).Required().Real >= c.Required().Real - 1e-9
        && c.With((load, _) => load + 13).Required().Real >= c.Required().Real - 1e-9);

    [Fact]
    public void Required_AnyCourseHigherAnywhere_NeverPlansLess() => Holds(c =>
        c.With((load, more) => load + more).Required().Real >= c.Required().Real - 1e-9);

    [Fact]
    public void Required_WindowWithinAnother_NeverTakesMore() => Holds(c =>
        c.Required().Real <= (c with { From = c.From.AddMinutes(-2), To = c.To.AddMinutes(2) }).Required().Real + 1e-9);

    [Fact]
    public void Required_StretchAboveOne_NeverPlansLessAndLeavesTheMedianAlone() => Holds(c =>
    {
        Case wide = c with { Stretch = Math.Max(c.Stretch, 1) };
        Case plain = c with { Stretch = 1 };
        return wide.Required().Real >= plain.Required().Real - 1e-9
            && (c.Loads.Length > 1 || Math.Abs(wide.Required(risk: 0.5).Real - plain.Required(risk: 0.5).Real) < 1e-9);
    });

    [Fact]
    public void Required_TwoMetrics_NeverTakesLessThanEither() => Holds(c =>
        c.Loads.Select((_, metric) => c.Required(only: metric).Real).All(own => c.Required().Real >= own - 1e-9));

    [Fact]
    public void Required_Anything_LiesWithinFloorAndCeilingAndCoversTheLoad() => Holds(c =>
        c.Required() is var required
        && required.Instances is >= 3 and <= 90
        && (required.Instances >= required.Real - 1e-9 || required.Instances == 90)
        && (required.Instances - 1 < required.Real || required.Instances == 3));

    [Fact]
    public void Required_SingleMetric_IsNotExceededByMoreCoursesThanTheRiskAllows() => Holds(c =>
    {
        Case plain = c with { Stretch = 1, Loads = [c.Loads[0]], From = Noon, To = Noon.AddMinutes(c.Loads[0][0].Length) };
        double planned = plain.Required().Load;
        int exceeding = plain.Loads[0].Count(course => course.Max() > planned + 1e-9);
        return exceeding <= (plain.Risk * plain.Loads[0].Length) + 0.5 + 1e-9;
    });

    private static void Holds(Func<Case, bool> law) => Prop.ForAll(Cases, law).QuickCheckThrowOnFailure();

    private static double[][][] Shaped(double[] loads, int metrics, int count, int steps) =>
        [.. loads.Chunk(count * steps).Take(metrics).Select(metric => metric.Chunk(steps).ToArray())];

    /// <summary>Loads and what may be added to them: per metric, course and step.</summary>
    private sealed record Case(
        double[][][] Loads, double[][][] More, double Risk, double Greater, DateTimeOffset From, DateTimeOffset To, double Stretch)
    {
        public Case With(Func<double, double, double> change) => this with
        {
            Loads = [.. Loads.Zip(More, (metric, m) => metric.Zip(m, (course, o) => course.Zip(o, change).ToArray()).ToArray())],
        };

        public CapacityRequirement Required(double? risk = null, int? only = null)
        {
            var capacity = new ServiceCapacity
            {
                Service = Web, Floor = 3, Ceiling = 90, LoadPerInstance = new SortedDictionary<MetricName, double> { [new("m0")] = 10, [new("m1")] = 7 },
            };
            MetricForecast[] forecasts =
                [.. Loads.Select((courses, metric) => Courses.Of($"m{metric}", courses) with { Stretch = Stretch, Width = 25 }).Where((_, metric) => only is null || metric == only)];
            return new CapacityPlan(forecasts, [capacity], risk ?? Risk).Required(Web, From, To)!.Value;
        }
    }
}
