using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

public sealed class PipelineReplayTests
{
    /// <summary>Traces by name: minutes, held steps, steps with gaps, two metrics, long steps.</summary>
    private static readonly SortedDictionary<string, IReadOnlyList<TraceSeries>> Traces = new(StringComparer.Ordinal)
    {
        ["minutes"] = [GeneratedLoad.Series(1)],
        ["minutes, another"] = [GeneratedLoad.Series(2)],
        ["minutes with gaps"] = [GeneratedLoad.Series(3, gaps: 0.05)],
        ["held for 5 minutes"] = [GeneratedLoad.Series(4, steps: 120, stepMinutes: 5)],
        ["two metrics"] = [GeneratedLoad.Series(5, name: "requests"), GeneratedLoad.Series(6, name: "cores")],
        ["hours"] = [GeneratedLoad.Series(7, steps: 240, stepMinutes: 60)],
    };

    public static MatrixTheoryData<string, int> TracesAndSeeds => new(Traces.Keys, [1, 2]);

    [Theory]
    [MemberData(nameof(TracesAndSeeds))]
    public void Run_GeneratedTrace_ScoresWhatTheWorldDid(string name, int seed)
    {
        IReadOnlyList<TraceSeries> series = Traces[name];
        int ticks = 0;
        PipelineReplayResult result = GeneratedLoad.Replay(series, seed, _ => ticks++);

        result.Scored.Serving.ShouldBe(result.Serving);
        result.Scored.Paid.ShouldBe(result.Existing);
        result.InvariantViolations.ShouldBe(0);
        ReplayTrace trace = ReplayTrace.Create(series);
        ticks.ShouldBe(trace.Window.End - trace.Window.WarmUpStart);
        GeneratedLoad.OutgrowsTheFirstInstances(trace).ShouldBeTrue();
        result.Joins.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Run_SameSeed_IsTheSameReplay()
    {
        PipelineReplayResult first = GeneratedLoad.Replay(Traces["minutes"], seed: 3);
        PipelineReplayResult second = GeneratedLoad.Replay(Traces["minutes"], seed: 3);

        second.Scored.Actions.ShouldBe(first.Scored.Actions);
        second.Scored.Score.ShouldBe(first.Scored.Score);
        GeneratedLoad.Replay(Traces["minutes"], seed: 4).Scored.Actions.ShouldNotBe(first.Scored.Actions);
    }

    [Fact]
    public void Run_NobodyLooksOn_TellsTheSame()
    {
        PipelineReplayResult alone = GeneratedLoad.Replay(Traces["minutes"], seed: 3);
        PipelineReplayResult watched = GeneratedLoad.Replay(Traces["minutes"], seed: 3, _ => { });

        alone.Joins.ShouldBeGreaterThan(0);
        (alone.Joins, alone.Runs.Count, alone.Resyncs, alone.Deviations).ShouldBe((watched.Joins, watched.Runs.Count, watched.Resyncs, watched.Deviations));
        alone.BindingMetric.ShouldBe(watched.BindingMetric);
        alone.Forecast.ToString().ShouldBe(watched.Forecast.ToString());
    }

    [Fact]
    public void Run_Again_Throws()
    {
        ReplayTrace trace = ReplayTrace.Create(Traces["minutes"]);
        var replay = new PipelineReplay(trace, Traces["minutes"], LaunchDraws.Seeded(1, trace.Name), seed: 1);
        replay.RunController("idle", _ => Task.CompletedTask).Scored.Actions.ShouldBeEmpty();
        Should.Throw<SimulationException>(() => replay.RunController("idle", _ => Task.CompletedTask)).Message.ShouldContain("runs once");
    }

    // At the instant k the minutes up to k - 2 are known, so minutes after t cannot matter before t + 3.
    [Theory]
    [InlineData(300, 3.0)]
    [InlineData(300, 0.1)]
    [InlineData(345, 2.0)]
    [InlineData(420, 0.0)]
    public void Run_LoadOfLaterMinutesChanged_DecidesTheSameUntilItIsSeen(int t, double factor)
    {
        TraceSeries series = GeneratedLoad.Series(1);
        var changed = new TraceSeries(series.Name, series.Start, series.Step, series.Values.Select((x, i) => i > t ? factor * x : x));
        ReplayAction[] before = [.. GeneratedLoad.Replay([series], seed: 1).Scored.Actions];
        ReplayAction[] after = [.. GeneratedLoad.Replay([changed], seed: 1).Scored.Actions];

        Until(after).ShouldBe(Until(before));
        Until(before).Length.ShouldBeGreaterThan(5);
        after.ShouldNotBe(before);

        ReplayAction[] Until(ReplayAction[] actions) => [.. actions.TakeWhile(a => a.Tick <= t + ReplayClock.VisibilityTicks)];
    }
}
