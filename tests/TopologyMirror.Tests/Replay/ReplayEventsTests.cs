using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

public sealed class ReplayEventsTests
{
    private static ReplayTrace Days(double days, int stepMinutes = 1) =>
        ReplayTrace.Create([Traces.Series("load", TimeSpan.FromMinutes(stepMinutes), Loads((int)(days * 1440 / stepMinutes)))]);

    private static IEnumerable<double> Loads(int count) => Enumerable.Range(0, count).Select(i => 50 + (40 * Math.Sin(i / 97.0)));

    public static TheoryData<ReplayEventVariant> Variants => [.. Enum.GetValues<ReplayEventVariant>()];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Draw_SameSeed_IsTheSame(ReplayEventVariant variant)
    {
        ReplayEvents first = ReplayEvents.Draw(Days(8), 5, variant);
        ReplayEvents second = ReplayEvents.Draw(Days(8), 5, variant);

        second.Releases.ShouldBe(first.Releases);
        second.LoadChanges.ShouldBe(first.LoadChanges);
        (second.NoCapacityFrom, second.NoCapacityTo).ShouldBe((first.NoCapacityFrom, first.NoCapacityTo));
    }

    [Fact]
    public void Draw_None_HasNoEvents() => ReplayEvents.Draw(Days(8), 5, ReplayEventVariant.None).ShouldBe(ReplayEvents.None);

    [Fact]
    public void Draw_AnySeed_LeavesEachReleaseTwoHoursInItsHalf()
    {
        ReplayTrace trace = Days(8);
        int start = trace.Window.EvaluatedStart;
        SortedSet<int> times = [];
        for (int seed = 0; seed < 300; seed++)
        {
            ReplayEvents events = ReplayEvents.Draw(trace, seed, ReplayEventVariant.Plain);
            events.Releases.Select(r => (r.Generation, r.IsBad)).ShouldBe([(1, false), (2, false)]);
            events.Releases[0].Tick.ShouldBeInRange(start + 30, start + 1440 - 120);
            events.Releases[1].Tick.ShouldBeInRange(start + 1440 + 30, trace.Window.End - 120);
            times.Add(events.Releases[0].Tick - start);
        }

        times.Count.ShouldBeGreaterThan(200);
        times.Min.ShouldBeLessThan(100);
        times.Max.ShouldBeGreaterThan(1200);
    }

    [Theory]
    [InlineData(120, 0)]
    [InlineData(300, 1)]
    [InlineData(298, 0)]
    [InlineData(598, 1)]
    [InlineData(600, 2)]
    public void Draw_ShortTrace_HasTheReleasesThatFit(int minutes, int releases) =>
        ReplayEvents.Draw(Traces.Of(Loads(minutes)), 1, ReplayEventVariant.Plain).Releases.Length.ShouldBe(releases);

    [Fact]
    public void Draw_BadRelease_IsTheFirst() =>
        ReplayEvents.Draw(Days(8), 1, ReplayEventVariant.BadRelease).Releases.Select(r => r.IsBad).ShouldBe([true, false]);

    [Fact]
    public void Draw_NoCapacity_LastsThirtyScoredMinutes()
    {
        ReplayTrace trace = Days(8);
        ReplayEvents events = ReplayEvents.Draw(trace, 3, ReplayEventVariant.NoCapacity);

        (events.NoCapacityTo - events.NoCapacityFrom).ShouldBe(30);
        events.NoCapacityFrom.ShouldBeInRange(trace.Window.EvaluatedStart, trace.Window.End - 30);
        events.IsWithoutCapacity(events.NoCapacityFrom - 1).ShouldBeFalse();
        events.IsWithoutCapacity(events.NoCapacityFrom).ShouldBeTrue();
        events.IsWithoutCapacity(events.NoCapacityTo - 1).ShouldBeTrue();
        events.IsWithoutCapacity(events.NoCapacityTo).ShouldBeFalse();
    }

    [Fact]
    public void Create_StepAtRelease_RaisesLoadFromTheFirstReleaseOnAndLeavesTheUnit()
    {
        TraceSeries series = Traces.Series("load", TimeSpan.FromMinutes(1), Loads(8 * 1440));
        ReplayTrace recorded = ReplayTrace.Create([series]);
        var scenario = ReplayScenario.Create([series], 7, ReplayEventVariant.StepAtRelease);
        int release = scenario.Events.Releases[0].Tick;

        scenario.Trace.Metrics[0].Unit.ShouldBe(recorded.Metrics[0].Unit);
        for (int t = 0; t < recorded.Window.End; t++)
        {
            scenario.Trace.Metrics[0].Loads[t].ShouldBe((t >= release ? 1.5 : 1) * recorded.Metrics[0].Loads[t]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Create_Dip_FallsToAFifthAndComesBackWithHalfAsMuchAgain(int stepMinutes)
    {
        TraceSeries series = Traces.Series("load", TimeSpan.FromMinutes(stepMinutes), Loads(8 * 1440 / stepMinutes));
        ReplayTrace recorded = ReplayTrace.Create([series]);
        var scenario = ReplayScenario.Create([series], 7, ReplayEventVariant.Dip);
        int from = scenario.Events.LoadChanges[0].From;

        from.ShouldBeGreaterThanOrEqualTo(recorded.Window.EvaluatedStart);
        Enumerable.Range(from - 1, 42).Select(t => Math.Round(scenario.Trace.Metrics[0].Loads[t] / recorded.Metrics[0].Loads[t], 9))
            .ShouldBe([1, .. Enumerable.Repeat(0.2, 20), .. Enumerable.Repeat(1.5, 20), 1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Draw_HeldSteps_ReleasesBeginWithASample(int laterMinutes)
    {
        TraceSeries minutes = Traces.Series("a", TimeSpan.FromMinutes(1), Loads(8 * 1440), TimeSpan.FromMinutes(laterMinutes));
        TraceSeries held = Traces.Series("b", TimeSpan.FromMinutes(5), Loads(8 * 288));
        ReplayTrace trace = ReplayTrace.Create([minutes, held]);
        for (int seed = 0; seed < 50; seed++)
        {
            ReplayEvents.Draw(trace, seed, ReplayEventVariant.StepAtRelease).Releases
                .ShouldAllBe(r => (trace.Start + (r.Tick * trace.Clock.Tick) - held.Start).Ticks % held.Step.Ticks == 0);
        }
    }

    [Fact]
    public void Create_WithoutLoadChanges_IsTheRecordedTrace()
    {
        TraceSeries series = Traces.Series("load", TimeSpan.FromMinutes(1), Loads(8 * 1440));
        var scenario = ReplayScenario.Create([series], 7, ReplayEventVariant.Plain);

        scenario.Trace.Need.ShouldBe(ReplayTrace.Create([series]).Need);
        scenario.Series.ShouldBe([series]);
    }
}
