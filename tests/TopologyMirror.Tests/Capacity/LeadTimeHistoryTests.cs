using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

public sealed class LeadTimeHistoryTests
{
    private static readonly TimeSpan Prior = TimeSpan.FromMinutes(10);

    [Fact]
    public void Quantile_NothingMeasured_IsThePrior() => LeadTimeHistory.Start(Prior).Quantile(0.9).ShouldBe(Prior);

    [Fact]
    public void Quantile_FewMeasurements_IsNoLessThanThePrior()
    {
        Of(1, 2, 3, 4).Quantile(0.9).ShouldBe(Prior);
        Of(1, 2, 3, 20).Quantile(0.9).ShouldBe(TimeSpan.FromMinutes(20));
        Of(1, 2, 3, 4, 5).Quantile(0.9).ShouldBe(TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.1, 1)]
    [InlineData(0.11, 2)]
    [InlineData(0.5, 5)]
    [InlineData(0.9, 9)]
    [InlineData(0.91, 10)]
    [InlineData(1.0, 10)]
    public void Quantile_OfTen_IsTheSmallestWithAtLeastThatShare(double probability, int minutes) =>
        Of(10, 1, 9, 2, 8, 3, 7, 4, 6, 5).Quantile(probability).ShouldBe(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void Add_BeyondWhatIsKept_ForgetsTheOldest()
    {
        LeadTimeHistory history = Of([.. Enumerable.Range(1, LeadTimeHistory.Kept + 3)]);

        history.Measured.Count.ShouldBe(LeadTimeHistory.Kept);
        history.Measured[0].ShouldBe(TimeSpan.FromMinutes(4));
    }

    [Fact]
    public void Add_NegativeTime_CountsAsZero() => Of(-1).Measured.ShouldBe([TimeSpan.Zero]);

    private static LeadTimeHistory Of(params int[] minutes) =>
        minutes.Aggregate(LeadTimeHistory.Start(Prior), static (h, m) => h.Add(TimeSpan.FromMinutes(m)));
}
