using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Metrics;

public sealed class LoadHistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static LoadHistory Empty(int capacity = 100) => new("requests", TimeSpan.FromMinutes(1), capacity);

    private static LoadSample At(int minute, double value, SampleTags tags = SampleTags.None) => new(Start.AddMinutes(minute), value, tags);

    [Fact]
    public void Add_AfterMissingSteps_MarksTheGap()
    {
        LoadHistory history = Empty();
        history.Add(At(0, 1));
        history.Add(At(3, 4)).ShouldBe(HistoryChange.Appended);

        history.Count.ShouldBe(4);
        history.Gaps.ShouldBe(2);
        double.IsNaN(history.ValueAt(1)).ShouldBeTrue();
        history.End.ShouldBe(Start.AddMinutes(4));
        history.Revision.ShouldBe(0);
    }

    [Fact]
    public void Add_LateSample_FillsItsGapAndChangesTheRevision()
    {
        LoadHistory history = Empty();
        history.Add(At(0, 1));
        history.Add(At(2, 3));
        history.Add(At(1, 2)).ShouldBe(HistoryChange.Filled);

        history.ValueAt(1).ShouldBe(2);
        history.Gaps.ShouldBe(0);
        history.Revision.ShouldBe(1);
        history.End.ShouldBe(Start.AddMinutes(3));
    }

    [Fact]
    public void Add_SameStepAgain_LastWinsAndIsCounted()
    {
        LoadHistory history = Empty();
        history.Add(At(0, 1));
        history.Add(At(0, 1)).ShouldBe(HistoryChange.Unchanged);
        history.Add(At(0, 5, SampleTags.Censored)).ShouldBe(HistoryChange.Corrected);

        history.Duplicates.ShouldBe(2);
        history.Newest.ShouldBe(At(0, 5, SampleTags.Censored));
        history.Revision.ShouldBe(1);
    }

    [Fact]
    public void Add_BetweenGridPoints_RoundsDown()
    {
        LoadHistory history = Empty();
        history.Add(At(0, 1));
        history.Add(new LoadSample(Start.AddSeconds(119), 2));
        history.Count.ShouldBe(2);
    }

    [Fact]
    public void Add_BeforeTheOldest_IsDropped()
    {
        LoadHistory history = Empty();
        history.Add(At(5, 1));
        history.Add(At(4, 1)).ShouldBe(HistoryChange.TooOld);
        history.Count.ShouldBe(1);
    }

    [Fact]
    public void Add_BeyondTheCapacity_DropsTheOldest()
    {
        LoadHistory history = Empty(capacity: 10);
        for (int i = 0; i < 1000; i++)
        {
            history.Add(At(i, i));
        }

        history.Count.ShouldBeInRange(10, 13);
        history.ValueAt(history.Count - 1).ShouldBe(999);
        history.Start.ShouldBe(Start.AddMinutes(1000 - history.Count));
    }

    [Fact]
    public void Add_AfterAGapLongerThanTheCapacity_BeginsAnew()
    {
        LoadHistory history = Empty(capacity: 10);
        history.Add(At(0, 1));
        history.Add(At(1_000_000, 2));
        history.Count.ShouldBe(1);
        history.Start.ShouldBe(Start.AddMinutes(1_000_000));
        history.Revision.ShouldBe(1);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(-0.5)]
    public void Add_ValueIsNoLoad_ThrowsAndChangesNothing(double value)
    {
        LoadHistory history = Empty();
        history.Add(At(0, 1));
        InvalidLoadException thrown = Should.Throw<InvalidLoadException>(() => history.Add(At(1, value)));
        thrown.Message.ShouldStartWith("The load of requests at 2026-01-01T00:01:00+00:00 is ");
        history.Count.ShouldBe(1);
    }

    [Fact]
    public void Tag_Range_TagsOnlyTheRange()
    {
        LoadHistory history = Empty();
        for (int i = 0; i < 5; i++)
        {
            history.Add(At(i, i));
        }

        history.Tag(Start.AddMinutes(1), Start.AddMinutes(3), SampleTags.Outage).ShouldBe(2);
        history.TagsAt(0).ShouldBe(SampleTags.None);
        history.TagsAt(2).ShouldBe(SampleTags.Outage);
        history.TagsAt(3).ShouldBe(SampleTags.None);
        history.Revision.ShouldBe(1);
    }
}
