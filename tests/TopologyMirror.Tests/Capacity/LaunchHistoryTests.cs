using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;

namespace TopologyMirror.Tests.Capacity;

public sealed class LaunchHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(30, 5)]
    [InlineData(59, 5)]
    [InlineData(60, 3)]
    [InlineData(89, 3)]
    [InlineData(90, 0)]
    public void Within_AnHour_CountsUpToItsEnd(int minute, int count) => Two().Within(Noon.AddMinutes(minute)).ShouldBe(count);

    [Theory]
    [InlineData(6, 40)]
    [InlineData(5, 60)]
    [InlineData(4, 60)]
    [InlineData(3, 90)]
    [InlineData(1, 90)]
    public void FreeFrom_AMoment_IsTheFirstWithFewer(int most, int minute) =>
        Two().FreeFrom(Noon.AddMinutes(40), most).ShouldBe(Noon.AddMinutes(minute));

    [Fact]
    public void FreeFrom_FewerThanNone_NeverComes() => Two().FreeFrom(Noon, 0).ShouldBeNull();

    [Fact]
    public void WithoutNewest_OfWhatWasRefused_CountsAsBefore()
    {
        Two().WithoutNewest().Within(Noon.AddMinutes(30)).ShouldBe(2);
        LaunchHistory.Empty.WithoutNewest().Within(Noon).ShouldBe(0);
    }

    [Fact]
    public void Add_WheneverWithinTheCap_HoldsItInEveryHour() => Prop.ForAll(Gen.Choose(1, 40).ArrayOf(60).ToArbitrary(), gaps =>
    {
        const int Cap = 7;
        LaunchHistory history = LaunchHistory.Empty;
        List<DateTimeOffset> launched = [];
        DateTimeOffset now = Noon;
        foreach (int gap in gaps)
        {
            now = now.AddMinutes(gap);
            int count = Math.Min(gap % 5, Cap - history.Within(now));
            history = count > 0 ? history.Add(now, count) : history;
            launched.AddRange(Enumerable.Repeat(now, count));
        }

        return launched.All(from => launched.Count(t => t >= from && t < from + LaunchHistory.Window) <= Cap);
    }).QuickCheckThrowOnFailure();

    private static LaunchHistory Two() => LaunchHistory.Empty.Add(Noon, 2).Add(Noon.AddMinutes(30), 3);
}
