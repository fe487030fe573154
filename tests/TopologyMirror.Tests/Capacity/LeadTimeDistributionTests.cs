using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

public sealed class LeadTimeDistributionTests
{
    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.2, 1)]
    [InlineData(0.21, 2)]
    [InlineData(0.5, 2)]
    [InlineData(0.51, 5)]
    [InlineData(1.0, 5)]
    public void Quantile_OfWeights_IsTheSmallestWithAtLeastThatWeight(double probability, int seconds) =>
        LeadTimeDistribution.Of([(Seconds(5), 5), (Seconds(1), 2), (Seconds(2), 3)]).Quantile(probability).ShouldBe(Seconds(seconds));

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.74, 3)]
    [InlineData(0.75, null)]
    [InlineData(0.99, null)]
    public void Sample_WithFailures_IsNothingForTheirShare(double uniform, int? seconds) =>
        LeadTimeDistribution.Of([(Seconds(1), 1), (Seconds(3), 1)], 0.25).Sample(uniform).ShouldBe(seconds is { } s ? Seconds(s) : null);

    [Fact]
    public void Mean_OfWeights_IsTheirs() => LeadTimeDistribution.Of([(Seconds(10), 3), (Seconds(30), 1)]).Mean.ShouldBe(Seconds(15));

    [Fact]
    public void Plus_TwoDice_HasTheSumsOfTheirFaces()
    {
        LeadTimeDistribution die = LeadTimeDistribution.Of(Enumerable.Range(1, 6).Select(i => (Seconds(i), 1.0)));
        LeadTimeDistribution sum = die.Plus(die);

        // 7 and less come in 21 of 36 throws, 10 and less in 33; the points between are what the resolution tells apart.
        foreach ((double probability, int faces) in new[] { (0.0, 2), (0.25, 5), (0.5, 7), (0.65, 8), (0.8, 9), (0.88, 10), (1.0, 12) })
        {
            sum.Quantile(probability).ShouldBe(Seconds(faces), $"{probability}");
        }

        sum.Mean.TotalSeconds.ShouldBe(7, 0.1);
    }

    [Fact]
    public void Plus_WithFailures_FailsWhenEitherDoes() =>
        LeadTimeDistribution.Of([(Seconds(1), 1)], 0.2).Plus(LeadTimeDistribution.Of([(Seconds(1), 1)], 0.5)).Failure.ShouldBe(0.6, 1e-12);

    [Fact]
    public void Plus_ALongerPart_IsNowhereShorter()
    {
        LeadTimeDistribution first = LeadTimeDistribution.Of(Enumerable.Range(0, 50).Select(i => (Seconds(i * i), 1.0)));
        LeadTimeDistribution longer = LeadTimeDistribution.Of(Enumerable.Range(0, 50).Select(i => (Seconds((i * i) + (i % 7)), 1.0)));
        LeadTimeDistribution then = LeadTimeDistribution.Of(Enumerable.Range(1, 20).Select(i => (Seconds(i), i * 1.0)));
        IReadOnlyList<TimeSpan> short1 = first.Plus(then).Grid(64);
        longer.Plus(then).Grid(64).Select((t, i) => t >= short1[i]).ShouldAllBe(static l => l);
    }

    [Fact]
    public void Of_NothingToWeigh_Throws()
    {
        Should.Throw<ArgumentException>(() => LeadTimeDistribution.Of([]));
        Should.Throw<ArgumentException>(() => LeadTimeDistribution.Of([(Seconds(1), 0)]));
        Should.Throw<ArgumentException>(() => LeadTimeDistribution.Of([(Seconds(-1), 1)]));
        Should.Throw<ArgumentException>(() => LeadTimeDistribution.Of([(Seconds(1), double.NaN)]));
        Should.Throw<ArgumentOutOfRangeException>(() => LeadTimeDistribution.Of([(Seconds(1), 1)], 1.5));
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
