using TopologyMirror.Pipeline;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Replay;

/// <summary>What is decided rests on what was known, and what cannot help is not launched. Traces of four days, of which two are scored.</summary>
public sealed class ForesightProofTests
{
    private const int Days = 4;
    private const int Minutes = Days * 1440;

    /// <summary>A minute in the scored time.</summary>
    private const int Late = 3 * 1440;

    private static ReplayResult Run(ReplayTrace trace, int paths) => ReplayRunner.Run(
        trace, new PredictiveNoShadowPolicy(new ReplayForecasts(trace, TimeSpan.FromHours(1), paths: paths), 0.05), Traces.TenMinutes);

    private static ReplayResult Run(IEnumerable<double> loads, int paths = 100) => Run(Traces.Of(loads), paths);

    private static PipelineReplayResult Piped(IReadOnlyList<TraceSeries> series)
    {
        ReplayTrace trace = ReplayTrace.Create(series);
        var replay = new PipelineReplay(trace, series, LaunchDraws.Seeded(1, trace.Name), seed: 1);
        var builder = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(builder);
        return replay.Run(() => Task.FromResult(builder.Build()));
    }

    private static double[] Constant(int from = 0, int minutes = 0, double factor = 1) =>
        [.. Enumerable.Range(0, Minutes).Select(m => m >= from && m < from + minutes ? factor * 60 : 60)];

    /// <summary>A daily wave with noise.</summary>
    private static double[] Wave(int phase = 0)
    {
        var noise = new Random(13 + phase);
        return [.. Enumerable.Range(0, Minutes).Select(m => 60 + (50 * Math.Sin((m + phase) * Math.Tau / 1440)) + noise.Next(13))];
    }

    /// <summary>Ten hours of a short wave with noise.</summary>
    private static IReadOnlyList<TraceSeries> Short(int shuffledAfter)
    {
        var noise = new Random(5);
        double[] loads = [.. Enumerable.Range(0, 600).Select(m => 1000 * (1.5 + Math.Sin(m * Math.Tau / 120)) * (1 + (0.1 * noise.NextDouble())))];
        return [Traces.Series("load", TimeSpan.FromMinutes(1), ShuffledAfter(loads, shuffledAfter))];
    }

    /// <summary>The same loads, those after a minute in another order.</summary>
    private static double[] ShuffledAfter(double[] loads, int minute)
    {
        double[] later = loads[Math.Min(minute + 1, loads.Length)..];
        new Random(29).Shuffle(later);
        return [.. loads.Take(minute + 1), .. later];
    }

    private static ReplayAction[] Until(IEnumerable<ReplayAction> actions, int minute) => [.. actions.Where(a => a.Tick <= minute)];

    /// <summary>The ticks of a kind of action, counted from the spike.</summary>
    private static int[] After(ReplayResult result, ReplayActionKind kind, int from, int to) =>
        [.. result.Actions.Where(a => a.Kind == kind && a.Tick >= Late + from && a.Tick < Late + to).Select(a => a.Tick - Late)];

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Run_ConstantLoad_LaunchesNothingAndIsNeverShort(int paths)
    {
        ReplayResult result = Run(Constant(), paths);

        result.Score.Launches.ShouldBe(0);
        result.Score.ViolationMinutes.ShouldBe(0);
        result.Score.OverPercent.ShouldBeLessThan(5);
    }

    [Theory]
    [InlineData(1, 1.5)]
    [InlineData(3, 2.0)]
    [InlineData(4, 1.2)]
    public void Run_OneSpikeOfMinutes_LaunchesNothingOnceItIsSeenToBeOver(int minutes, double factor)
    {
        ReplayResult result = Run(Constant(Late, minutes, factor));
        int[] launched = After(result, ReplayActionKind.Launch, 0, 1300);
        int[] withdrawn = After(result, ReplayActionKind.Terminate, 0, minutes + 10);

        // Its last minute is known two minutes after that has begun. Most of what was launched ends before it could serve.
        launched.ShouldAllBe(tick => tick >= 2 && tick <= minutes + 1);
        withdrawn.Length.ShouldBeInRange(launched.Length - 2, launched.Length);
        result.Score.ViolationMinutes.ShouldBeLessThanOrEqualTo(minutes);

        // What came once may come again a day later, but is not likely to.
        After(result, ReplayActionKind.Launch, 1300, 1440).Length.ShouldBeLessThanOrEqualTo(launched.Length / 4);
    }

    [Fact]
    public void Run_LoadThatRisesForGood_IsLaunchedFor()
    {
        // What the spikes are held against: it is no rule that launches nothing.
        ReplayResult result = Run(Constant(Late, Minutes, 1.5));

        result.Score.Launches.ShouldBeInRange(15, 40);
        result.Score.ViolationMinutes.ShouldBeInRange(5, 30);
    }

    [Theory]
    [InlineData(Late)]
    [InlineData(Late + 700)]
    [InlineData(Minutes - 200)]
    public void Run_LaterLoadsInAnotherOrder_ChangesNothingThatWasDecidedBefore(int minute)
    {
        ReplayResult before = Run(Wave());
        ReplayResult after = Run(ShuffledAfter(Wave(), minute));

        // A minute is known two minutes after it has begun.
        Until(after.Actions, minute + 2).ShouldBe(Until(before.Actions, minute + 2));
        Until(before.Actions, minute + 2).Length.ShouldBeGreaterThan(5);
        after.Actions.ShouldNotBe(before.Actions);
    }

    [Fact]
    public void Run_LaterLoadsOfOneOfTwoMetricsInAnotherOrder_ChangesNothingThatWasDecidedBefore()
    {
        ReplayResult before = Run(Both(Wave(300)), 50);
        ReplayResult after = Run(Both(ShuffledAfter(Wave(300), Late)), 50);

        Until(after.Actions, Late + 2).ShouldBe(Until(before.Actions, Late + 2));
        after.Actions.ShouldNotBe(before.Actions);

        static ReplayTrace Both(double[] second) => ReplayTrace.Create(
            [Traces.Series("first", TimeSpan.FromMinutes(1), Wave()), Traces.Series("second", TimeSpan.FromMinutes(1), second)]);
    }

    [Fact]
    public void Run_PipelineAndLaterLoadsInAnotherOrder_ChangesNothingThatWasDecidedBefore()
    {
        PipelineReplayResult before = Piped(Short(shuffledAfter: 600));
        PipelineReplayResult after = Piped(Short(shuffledAfter: 420));

        Until(after.Scored.Actions, 422).ShouldBe(Until(before.Scored.Actions, 422));
        Until(before.Scored.Actions, 422).Length.ShouldBeGreaterThan(5);
        after.Scored.Actions.ShouldNotBe(before.Scored.Actions);
    }

    [Fact]
    public void Run_PipelineAndConstantLoad_LaunchesNothingAndIsNeverShort()
    {
        PipelineReplayResult result = Piped([Traces.Series("load", TimeSpan.FromMinutes(1), Enumerable.Repeat(60.0, 600))]);

        result.Scored.Score.Launches.ShouldBe(0);
        result.Scored.Score.ViolationMinutes.ShouldBe(0);
    }
}
