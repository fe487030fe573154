using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

/// <summary>The policies that add a margin to one expected load.</summary>
public sealed class MarginPoliciesTests
{
    private const int Day = 1440;

    /// <summary>Eight days of minutes at 4 instances, with an hour at 12 on every day.</summary>
    private static ReplayTrace Peaks(Func<int, double, double>? change = null) => Traces.Of(
        Enumerable.Range(0, 8 * Day).Select(t => change?.Invoke(t, Usual(t)) ?? Usual(t)), new() { Unit = ReplayUnit.Peak });

    private static double Usual(int t) => t % Day is >= 600 and < 660 ? 12 : 4;

    /// <summary>Of the default engine, whose forecast is shared, and of the smoothing of Holt and Winters.</summary>
    private static IReplayPolicy Policy(string name, ReplayTrace trace) => name switch
    {
        "reactive+yesterday" => new ReactiveYesterdayPolicy(),
        "holt-winters+reactive" => new HoltWintersReactivePolicy(trace, TimeSpan.FromHours(1)),
        _ => new PointForecastPolicy(new ReplayForecasts(trace, TimeSpan.FromHours(1))),
    };

    [Theory]
    [InlineData("reactive+yesterday")]
    [InlineData("holt-winters+reactive")]
    [InlineData("point-forecast")]
    public void Run_PeakOfEveryDay_IsServedFromItsFirstMinute(string name)
    {
        ReplayTrace trace = Peaks();
        ReplayResult ahead = ReplayRunner.Run(trace, Policy(name, trace), Traces.TenMinutes);
        ReplayResult reactive = ReplayRunner.Run(trace, new ReactivePolicy(25), Traces.TenMinutes);

        ahead.Policy.ShouldBe(name);
        reactive.Score.ViolationMinutes.ShouldBe(2 * 13);
        ahead.Score.ViolationMinutes.ShouldBe(0);
    }

    [Fact]
    public void Yesterday_PeakOfEveryDay_IsLaunchedTwelveMinutesAhead()
    {
        // Ten minutes to launch, one to route and one to the next decision: the minute at which the peak of yesterday comes into sight.
        ReplayTrace trace = Peaks();
        ReplayAction[] launches =
            [.. ReplayRunner.Run(trace, new ReactiveYesterdayPolicy(), Traces.TenMinutes).Actions.Where(a => a.Kind == ReplayActionKind.Launch)];

        // 12 units of 0.6 with a margin of 25 %.
        launches.GroupBy(a => a.Tick % Day).Select(g => g.Key).ShouldBe([589]);
        launches.Length.ShouldBe(2 * (25 - 9));
    }

    [Fact]
    public void Yesterday_NoDayBefore_IsTheReactiveRule()
    {
        ReplayTrace trace = Traces.OfOneHour(t => 1 + (t % 7));
        ReplayRunner.Run(trace, new ReactiveYesterdayPolicy(), Traces.TenMinutes).Actions
            .ShouldBe(ReplayRunner.Run(trace, new ReactivePolicy(25), Traces.TenMinutes).Actions);
    }

    [Theory]
    [InlineData(2, false, 3)]
    [InlineData(2, true, 10)]
    [InlineData(12, false, 15)]
    [InlineData(12, true, 15)]
    [InlineData(double.NaN, false, 10)]
    [InlineData(double.NaN, true, 10)]
    public void Session_OneExpectation_HasTheMarginAndMeasuredLoadWhereItIsToCount(double expected, bool withMeasured, int live)
    {
        ReplayTrace trace = Traces.OfOneHour(_ => 8);
        var ahead = new List<TimeSpan>();
        ReplayResult result = ReplayRunner.Run(trace, new Expecting(expected, withMeasured, ahead), Traces.TenMinutes);
        result.Serving[^1].ShouldBe(live);
        ahead.ShouldAllBe(a => a == TimeSpan.FromMinutes(12));
    }

    [Theory]
    [InlineData("reactive+yesterday")]
    [InlineData("holt-winters+reactive")]
    [InlineData("point-forecast")]
    public void Run_LaterLoadsChange_ChangesNoActionUpToTwoMinutesAfter(string name)
    {
        const int cut = (7 * Day) + 700;
        ReplayTrace before = Peaks((t, usual) => usual + (t % 11 * 0.2));
        ReplayTrace after = Peaks((t, usual) => (usual + (t % 11 * 0.2)) * (t > cut ? 2 : 1));

        Actions(after).Where(IsBefore).ShouldBe(Actions(before).Where(IsBefore));
        Actions(after).ShouldNotBe(Actions(before));

        ReplayAction[] Actions(ReplayTrace trace) => [.. ReplayRunner.Run(trace, Policy(name, trace), Traces.TenMinutes).Actions];
        static bool IsBefore(ReplayAction a) => a.Tick <= cut + ReplayClock.VisibilityTicks;
    }

    [Theory]
    [InlineData("reactive+yesterday")]
    [InlineData("holt-winters+reactive")]
    [InlineData("point-forecast")]
    public void Run_Gap_ChangesNothing(string name)
    {
        // The load is known for the last time at 2 minutes after the cut; what is on its way by then is still routed.
        const int cut = (7 * Day) + 100;
        ReplayTrace trace = Peaks((t, usual) => t > cut ? double.NaN : usual);
        ReplayRunner.Run(trace, Policy(name, trace), Traces.TenMinutes).Actions.ShouldAllBe(a => a.Tick <= cut + 2);
    }

    private sealed class Expecting(double demand, bool withMeasured, List<TimeSpan> asked) : IReplayPolicy
    {
        public string Name => "expecting";

        public IReplaySession Start() => new MarginSession(
            (_, ahead) =>
            {
                asked.Add(ahead);
                return demand;
            },
            withMeasured);
    }
}
