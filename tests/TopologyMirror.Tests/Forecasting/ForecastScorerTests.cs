using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class ForecastScorerTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // Every scored quantile of step s is s × 10.
    private static LoadForecast Certain(int origin, int steps = 3) =>
        new(Start + (origin * Minute), Minute, [0.1, 0.99], [.. Enumerable.Range(1, steps).SelectMany(s => new[] { s * 10.0, s * 10.0 })]);

    [Fact]
    public void Result_OneLead_IsAsComputedByHand()
    {
        var scorer = new ForecastScorer([Minute], scale: 4);
        scorer.Issue(Certain(0));
        scorer.Observe(Start, 12);
        scorer.Issue(Certain(1));
        scorer.Observe(Start + Minute, 8);
        ForecastScore score = scorer.Result();

        // Errors 2 and 2. Pinball: 2 × mean level above, 2 × (1 − mean level) below, so 2 in sum; 2 · 2 ÷ 20.
        score.Mase.ShouldNotBeNull().ShouldBe(0.5, 1e-12);
        score.Wql.ShouldNotBeNull().ShouldBe(0.2, 1e-12);
        score.Coverage.Count.ShouldBe(7);
        score.Coverage.ShouldAllBe(c => c.Lead == Minute && c.Value.Equals(0.5));
        score.Coverage.Select(c => c.Probability).ShouldBe([.1, .25, .5, .75, .9, .95, .99]);
    }

    [Fact]
    public void Result_SpreadQuantiles_WeighsEachLevel()
    {
        var scorer = new ForecastScorer([Minute], scale: 1);
        scorer.Issue(new LoadForecast(Start, Minute, [.. ForecastScorer.ScoredLevels], [1, 2, 3, 4, 5, 6, 7]));
        scorer.Observe(Start, 4);
        ForecastScore score = scorer.Result();

        double pinball = (.1 * 3) + (.25 * 2) + (.5 * 1) + 0 + (.1 * 1) + (.05 * 2) + (.01 * 3);
        score.Wql.ShouldNotBeNull().ShouldBe(2 * pinball / 7 / 4, 1e-12);
        score.Mase.ShouldNotBeNull().ShouldBe(1, 1e-12);
        score.Coverage.Select(c => c.Value).ShouldBe([0, 0, 0, 0.5, 1, 1, 1]);
    }

    [Fact]
    public void Observe_TwoLeads_ScoresEachAgainstItsOwnStep()
    {
        var scorer = new ForecastScorer([Minute, TimeSpan.FromSeconds(150)], scale: 1);
        scorer.Issue(Certain(0));
        scorer.Observe(Start, 10);
        scorer.Observe(Start + Minute, 999);
        scorer.Observe(Start + (2 * Minute), 30);
        ForecastScore score = scorer.Result();

        score.Mase.ShouldBe(0);
        score.Coverage.Count.ShouldBe(14);
    }

    [Fact]
    public void Observe_GapOrSkippedStep_ScoresNothing()
    {
        var scorer = new ForecastScorer([Minute], scale: 1);
        scorer.Issue(Certain(0));
        scorer.Observe(Start, double.NaN);
        scorer.Issue(Certain(1));
        scorer.Observe(Start + (2 * Minute), 5);
        ForecastScore score = scorer.Result();

        score.Mase.ShouldBeNull();
        score.Wql.ShouldBeNull();
        score.Coverage.ShouldBeEmpty();
    }

    [Fact]
    public void Issue_SameOriginAgainOrShorterThanTheLead_IsIgnored()
    {
        var scorer = new ForecastScorer([Minute, 3 * Minute], scale: 1);
        scorer.Issue(Certain(0, steps: 2));
        scorer.Issue(Certain(0, steps: 3));
        for (int i = 0; i < 3; i++)
        {
            scorer.Observe(Start + (i * Minute), 10);
        }

        scorer.Result().Coverage.Count.ShouldBe(7);
    }

    [Fact]
    public void Issue_ValuesNeverArrive_KeepsABoundedNumber()
    {
        var scorer = new ForecastScorer([Minute], scale: 1);
        for (int i = 0; i <= ForecastScorer.MostPending; i++)
        {
            scorer.Issue(Certain(i));
        }

        scorer.Observe(Start, 10);
        scorer.Result().Coverage.ShouldBeEmpty();
        scorer.Observe(Start + Minute, 10);
        scorer.Result().Coverage.ShouldNotBeEmpty();
    }

    [Fact]
    public void Result_OnlyZeros_HasNoRelativeLoss()
    {
        var scorer = new ForecastScorer([Minute], scale: null);
        scorer.Issue(Certain(0));
        scorer.Observe(Start, 0);
        ForecastScore score = scorer.Result();

        score.Wql.ShouldBeNull();
        score.Mase.ShouldBeNull();
        score.Coverage.ShouldAllBe(c => c.Value.Equals(1.0));
    }

    [Fact]
    public void Result_LargestLoads_IsFiniteOrNull()
    {
        var scorer = new ForecastScorer([Minute], scale: 1e-300);
        scorer.Issue(Certain(0));
        scorer.Observe(Start, double.MaxValue);
        ForecastScore score = scorer.Result();

        score.Mase.ShouldBeNull();
        score.Wql.ShouldNotBeNull().ShouldBe(2 * (.1 + .25 + .5 + .75 + .9 + .95 + .99) / 7, 1e-9);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2, 4, 6 }, 2, 3.5)]
    [InlineData(new[] { 1.0, 2, 4 }, 3, 1.5)]
    [InlineData(new[] { 1.0, 2, 1, 2 }, 2, 1.0)]
    [InlineData(new[] { 1.0, double.NaN, 4, 6 }, 2, 3.0)]
    [InlineData(new[] { 5.0, 5, 5 }, 1, null)]
    [InlineData(new double[0], 1, null)]
    public void ScaleOf_History_IsTheMeanSeasonalDifferenceOrItsFallback(double[] history, int season, double? expected) =>
        ForecastScorer.ScaleOf(history, season).ShouldBe(expected);

    [Fact]
    public void Create_LeadNotPositive_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ForecastScorer([TimeSpan.Zero], 1));
}
