using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using static TopologyMirror.Tests.Capacity.Forecasts;

namespace TopologyMirror.Tests.Capacity;

public sealed class CapacityPlanLawTests
{
    private static readonly ServiceName Web = new("web");

    private static Arbitrary<Case> Cases { get; } = (
        from highs in Gen.Choose(0, 5_000).Select(n => n / 3.0).NonEmptyListOf()
        from more in Gen.Choose(0, 1_000).Select(n => n / 7.0).ListOf(highs.Count)
        from risk in Gen.Choose(1, 499).Select(n => n / 1000.0)
        from greater in Gen.Choose(1, 499).Select(n => n / 1000.0)
        from window in Gen.Choose(-5, 15).Two()
        select new Case([.. highs], [.. more], Math.Min(risk, greater), Math.Max(risk, greater), Noon.AddMinutes(Math.Min(window.Item1, window.Item2)), Noon.AddMinutes(Math.Max(window.Item1, window.Item2)))).ToArbitrary();

    [Fact]
    public void Required_MoreRisk_NeverPlansMore() => Prop.ForAll(Cases, c =>
        Required(c, c.Highs, c.Greater).Real <= Required(c, c.Highs, c.Risk).Real + 1e-9
        && Required(c, c.Highs, c.Greater).Instances <= Required(c, c.Highs, c.Risk).Instances).QuickCheckThrowOnFailure();

    [Fact]
    public void Required_StochasticallyGreaterLoad_NeverPlansLess() => Prop.ForAll(Cases, c =>
        Required(c, [.. c.Highs.Zip(c.More, (h, m) => h + m)], c.Risk).Instances >= Required(c, c.Highs, c.Risk).Instances).QuickCheckThrowOnFailure();

    [Fact]
    public void Required_WiderWindow_NeverPlansLess() => Prop.ForAll(Cases, c =>
        Required(c with { To = c.To.AddMinutes(3) }, c.Highs, c.Risk).Instances >= Required(c, c.Highs, c.Risk).Instances).QuickCheckThrowOnFailure();

    [Fact]
    public void Required_Anything_LiesWithinFloorAndCeilingAndCoversTheLoad() => Prop.ForAll(Cases, c =>
    {
        CapacityRequirement required = Required(c, c.Highs, c.Risk);
        return required.Instances is >= 3 and <= 90
            && (required.Instances >= required.Real - 1e-9 || required.Instances == 90)
            && (required.Instances - 1 < required.Real || required.Instances == 3);
    }).QuickCheckThrowOnFailure();

    private static CapacityRequirement Required(Case c, double[] highs, double risk)
    {
        var capacity = new ServiceCapacity
        {
            Service = Web, Floor = 3, Ceiling = 90, LoadPerInstance = new SortedDictionary<MetricName, double> { [new("rps")] = 10 },
        };
        return new CapacityPlan([Of("rps", highs)], [capacity], risk).Required(Web, c.From, c.To)!.Value;
    }

    private sealed record Case(double[] Highs, double[] More, double Risk, double Greater, DateTimeOffset From, DateTimeOffset To);
}
