using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

public sealed class CapRuleLawTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static Gen<ShadowDemand> Demand(string service) =>
        from lacking in Gen.Choose(0, 4)
        from floor in Gen.Choose(0, lacking)
        from standing in Gen.Choose(0, 3)
        from more in Gen.Choose(0, 5)
        from candidates in Gen.Choose(0, 6)
        from begun in Gen.Elements(false, false, true)
        select new ShadowDemand(new ServiceName(service), floor, lacking, standing, lacking + more, candidates) { HasBegun = begun };

    private static Gen<int?> Cap(int most) => Gen.Choose(-most / 2, most).Select(c => c < 0 ? (int?)null : c);

    private static Arbitrary<Case> Cases { get; } = (
        from a in Demand("a")
        from b in Demand("b")
        from shadowCap in Cap(15)
        from totalCap in Cap(25)
        from hourCap in Cap(10)
        from budget in Cap(3)
        from live in Gen.Choose(0, 8)
        from shadow in Gen.Choose(0, 8)
        from launched in Gen.Choose(0, 6)
        from spent in Gen.Choose(0, 30)
        select new Case(
            new FleetCaps { ShadowInstances = shadowCap, TotalInstances = totalCap, LaunchesPerHour = hourCap, ShadowBudgetPerMonth = budget },
            new FleetUse
            {
                Now = Noon,
                TickInterval = TimeSpan.FromMinutes(1),
                Total = live + shadow,
                Shadow = shadow,
                Launches = LaunchHistory.Empty.Add(Noon.AddMinutes(-59), launched),
                ShadowSpend = spent / 10.0,
                Costs = new CostModel("EUR", [new(new ServiceName("a"), 6), new(new ServiceName("b"), 30)]),
            },
            [a, b])).ToArbitrary();

    [Fact]
    public void Targets_AnyCaps_HoldBesideWhatLiveLacks() => Check(c =>
    {
        IReadOnlyList<ShadowTarget> allowed = CapRule.Targets(c.Caps, c.Use, c.Demands).Allowed;
        int shadow = allowed.Sum(t => t.Cover + t.Candidate);
        int forLive = allowed.Select((t, i) => Math.Min(t.Cover, c.Demands[i].Lacking)).Sum();
        double beyond = allowed.Select((t, i) => c.Use.Costs!.Of(
            t.Service, Math.Max(t.Cover - c.Demands[i].Lacking, 0) + (c.Demands[i].HasBegun ? 0 : t.Candidate), c.Use.TickInterval)).Sum();
        return shadow <= Math.Max(c.Caps.TotalInstances - (c.Use.Total - c.Use.Shadow) ?? int.MaxValue, 0)
            && shadow <= Math.Max(c.Caps.ShadowInstances ?? int.MaxValue, forLive)
            && beyond <= Math.Max(c.Caps.ShadowBudgetPerMonth - c.Use.ShadowSpend ?? double.MaxValue, 0) + 1e-9;
    });

    [Fact]
    public void Targets_AnyCaps_GiveNothingToTheShadowWhileLiveLacksWhatTheTotalLeavesRoomFor() => Check(c =>
    {
        IReadOnlyList<ShadowTarget> allowed = CapRule.Targets(c.Caps, c.Use, c.Demands).Allowed;
        bool floorsMet = c.Demands.Select((d, i) => allowed[i].Cover >= Math.Min(d.BelowFloor, d.Cover)).All(static m => m);
        bool needMet = c.Demands.Select((d, i) => allowed[i].Cover >= Math.Min(d.Lacking, d.Cover)).All(static m => m);
        bool beyondFloors = c.Demands.Where((d, i) => allowed[i].Cover > d.BelowFloor || allowed[i].Candidate > 0).Any();
        bool beyondNeed = c.Demands.Where((d, i) => allowed[i].Cover > d.Lacking || allowed[i].Candidate > 0).Any();
        return (floorsMet || !beyondFloors) && (needMet || !beyondNeed);
    });

    [Fact]
    public void Targets_AnyCaps_GiveNoMoreThanIsWantedAndNameACapExactlyWhenTheyGiveLess() => Check(c =>
    {
        CapVerdict verdict = CapRule.Targets(c.Caps, c.Use, c.Demands);
        bool less = verdict.Allowed.Select((t, i) => t.Cover + t.Candidate < c.Demands[i].Cover + c.Demands[i].Candidate).Any(static l => l);
        return verdict.Allowed.Select((t, i) => t.Cover <= c.Demands[i].Cover && t.Candidate <= c.Demands[i].Candidate).All(static m => m)
            && verdict.Reached.Any(r => r.Cap != FleetCap.LaunchesPerHour) == less
            && verdict.Reached.Select(r => r.Cap).Distinct().Count() == verdict.Reached.Count;
    });

    [Fact]
    public void Targets_HigherCapsOnInstances_NeverGiveLess() => Check(c =>
    {
        FleetCaps caps = c.Caps with { ShadowBudgetPerMonth = null };
        FleetCaps higher = caps with { ShadowInstances = caps.ShadowInstances + 1, TotalInstances = caps.TotalInstances + 1 };
        int Sum(FleetCaps under) => CapRule.Targets(under, c.Use, c.Demands).Allowed.Sum(t => t.Cover + t.Candidate);
        return Sum(higher) >= Sum(caps);
    });

    [Fact]
    public void Launches_AnyCaps_HoldWhateverIsWanted() => Check(c =>
    {
        LaunchWish[] wishes = [.. c.Demands.Select(d => new LaunchWish(d.Service, d.Cover, d.Lacking)), .. c.Demands.Select(d => new LaunchWish(d.Service, d.Candidate, 0))];
        IReadOnlyList<int> allowed = CapRule.Launches(c.Caps, c.Use, wishes).Allowed;
        int forLive = wishes.Select((w, i) => Math.Min(allowed[i], w.ForLive)).Sum();
        return allowed.Select((a, i) => a >= 0 && a <= wishes[i].Count).All(static m => m)
            && (allowed.Sum() == 0 || allowed.Sum() + c.Use.Total <= (c.Caps.TotalInstances ?? int.MaxValue))
            && (allowed.Sum() == 0 || allowed.Sum() + c.Use.Launches.Within(Noon) <= (c.Caps.LaunchesPerHour ?? int.MaxValue))
            && (allowed.Sum() == forLive || allowed.Sum() + c.Use.Shadow <= (c.Caps.ShadowInstances ?? int.MaxValue));
    });

    private static void Check(Func<Case, bool> law) => Prop.ForAll(Cases, law).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    private sealed record Case(FleetCaps Caps, FleetUse Use, ShadowDemand[] Demands);
}
