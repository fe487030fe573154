using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

public sealed class ReplaySummaryTests
{
    private static ReplayScore Score(double minutes, double violations, double need, double shortfall, double paid) => new()
    {
        Minutes = minutes,
        ViolationMinutes = violations,
        WorstBurstMinutes = 0,
        MinutesAboveCap = 0,
        NeedHours = need,
        ShortfallHours = shortfall,
        PaidHours = new ReplayPaidHours(paid, 0, 0, 0),
        ChangesPerDay = 0,
        Launches = 0,
        FalseLaunches = 0,
        Promotions = 0,
        FalsePromotions = 0,
    };

    [Fact]
    public void Of_ThreeRuns_GivesMedianPooledAndWorst()
    {
        var summary = ReplaySummary.Of([Score(100, 1, 10, 1, 12), Score(100, 5, 10, 0, 10), Score(200, 30, 80, 8, 120)]);
        summary.ShouldBe(new ReplaySummary(3, new(5, 9, 15), new(10, 9, 10), new(20, 42, 50)), new Close());
    }

    [Fact]
    public void Of_TwoRuns_MedianIsTheirMean() =>
        ReplaySummary.Of([Score(100, 1, 10, 1, 12), Score(100, 5, 10, 0, 10)]).Violations.Median.ShouldBe(3, 1e-9);

    [Fact]
    public void Of_None_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => ReplaySummary.Of([]));

    private sealed class Close : IEqualityComparer<ReplaySummary>
    {
        public bool Equals(ReplaySummary? x, ReplaySummary? y) =>
            x is not null && y is not null && x.Runs == y.Runs && Near(x.Violations, y.Violations) && Near(x.Shortfall, y.Shortfall) && Near(x.Over, y.Over);

        public int GetHashCode(ReplaySummary obj) => obj.Runs;

        private static bool Near(ReplayFigure a, ReplayFigure b) =>
            Math.Abs(a.Median - b.Median) < 1e-9 && Math.Abs(a.Pooled - b.Pooled) < 1e-9 && Math.Abs(a.Worst - b.Worst) < 1e-9;
    }
}
