using TopologyMirror.Capacity;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Capacity;

public sealed class ShadowSpendingTests
{
    private static readonly CostModel Prices = new("EUR", [new(TestWorld.Web, 2)]);
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Count_FromTickToTick_AddsWhatStands()
    {
        ShadowSpending spent = ShadowSpending.Count(new ShadowSpending("EUR", 7, Noon), Prices, [Since(-100), Since(30)], Noon.AddMinutes(60));
        spent.ShouldBe(new ShadowSpending("EUR", 7 + 2 + 1, Noon.AddMinutes(60)));
    }

    [Fact]
    public void Count_NothingKnown_EstimatesByWhatStandsSinceItsLaunch() =>
        ShadowSpending.Count(null, Prices, [Since(-90)], Noon).Amount.ShouldBe(3);

    [Fact]
    public void Count_NothingKnownAndLaunchedBeforeTheMonth_CountsFromItsBeginning() =>
        ShadowSpending.Count(null, Prices, [Since(-60 * 24 * 40)], Noon).Amount.ShouldBe(((9 * 24) + 12) * 2);

    [Fact]
    public void Count_InANewMonth_BeginsAnew()
    {
        var before = new ShadowSpending("EUR", 100, new DateTimeOffset(2026, 2, 28, 23, 30, 0, TimeSpan.Zero));
        ShadowSpending spent = ShadowSpending.Count(before, Prices, [Since(-60 * 24 * 40)], new DateTimeOffset(2026, 3, 1, 0, 15, 0, TimeSpan.Zero));
        spent.Amount.ShouldBe(0.5);
    }

    [Fact]
    public void Count_AMonthInUtc_IsNotThatOfTheOffset()
    {
        var local = new DateTimeOffset(2026, 4, 1, 1, 0, 0, TimeSpan.FromHours(2));
        ShadowSpending.MonthOf(local).ShouldBe(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Count_InAnotherCurrency_DropsWhatWasCounted() =>
        ShadowSpending.Count(new ShadowSpending("USD", 900, Noon), Prices, [Since(-90)], Noon).ShouldBe(new ShadowSpending("EUR", 3, Noon));

    [Fact]
    public void Count_AClockThatWentBack_CountsNothingTwice()
    {
        ShadowSpending later = ShadowSpending.Count(new ShadowSpending("EUR", 7, Noon), Prices, [Since(-100)], Noon.AddMinutes(-10));
        later.ShouldBe(new ShadowSpending("EUR", 7, Noon));
    }

    private static ObservedInstance Since(int minutes) =>
        new() { Id = TestWorld.Id($"i{Math.Abs(minutes)}"), Service = TestWorld.Web, State = InstanceState.Ready, LaunchedAt = Noon.AddMinutes(minutes) };
}
