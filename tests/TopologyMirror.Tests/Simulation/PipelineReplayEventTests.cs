using TopologyMirror.Pipeline;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Simulation;

public sealed class PipelineReplayEventTests
{
    private static readonly SortedDictionary<string, IReadOnlyList<TraceSeries>> Traces = new(StringComparer.Ordinal)
    {
        ["minutes"] = [GeneratedLoad.Series(1, steps: 720)],
        ["held for 5 minutes"] = [GeneratedLoad.Series(4, steps: 240, stepMinutes: 5)],
        ["two metrics"] = [GeneratedLoad.Series(5, steps: 720, name: "requests"), GeneratedLoad.Series(6, steps: 720, name: "cores")],
    };

    public static MatrixTheoryData<string, ReplayEventVariant> TracesAndVariants => new(Traces.Keys, Enum.GetValues<ReplayEventVariant>());

    private static (ReplayScenario Scenario, PipelineReplayResult Result) Replay(string name, ReplayEventVariant variant, int seed = 1)
    {
        var scenario = ReplayScenario.Create(Traces[name], seed, variant);
        var replay = new PipelineReplay(scenario.Trace, scenario.Series, LaunchDraws.Seeded(seed, scenario.Trace.Name), seed, scenario.Events);
        var builder = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(builder);
        return (scenario, replay.Run(() => Task.FromResult(builder.Build())));
    }

    [Theory]
    [MemberData(nameof(TracesAndVariants))]
    public void Run_AnyVariant_ScoresWhatTheWorldDidAndEndsEveryReleaseAsItShould(string name, ReplayEventVariant variant)
    {
        (ReplayScenario scenario, PipelineReplayResult result) = Replay(name, variant);

        result.Scored.Serving.ShouldBe(result.Serving);

        // Who is rolled back, or was routed once more after its side had left, may be gone before the whole minutes that are paid at least.
        int[] early = [.. result.Scored.Paid.Zip(result.Existing, (paid, existing) => paid - existing)];
        early.ShouldAllBe(minutes => minutes >= 0);
        early.Sum().ShouldBeLessThanOrEqualTo(variant switch { ReplayEventVariant.None => 0, ReplayEventVariant.BadRelease => int.MaxValue, _ => 2 });
        result.InvariantViolations.ShouldBe(0);
        result.Scored.Releases.Length.ShouldBe(variant == ReplayEventVariant.None ? 0 : 2);
        result.Scored.Releases.ShouldAllBe(r => r.IsAsItShouldBe);

        // What joined at the old configuration when load stepped up within the bake is replaced by a wave of its own.
        int released = result.Scored.Releases.Count(r => !r.Release.IsBad);
        result.Replaces.ShouldBeInRange(released, variant == ReplayEventVariant.StepAtRelease ? 2 * released : released);
        result.Scored.Actions.Where(a => a.Kind == ReplayActionKind.Launch).ShouldAllBe(a => !scenario.Events.IsWithoutCapacity(a.Tick));
    }

    [Fact]
    public void Run_BadRelease_IsTakenBackWithinTheBake()
    {
        (_, PipelineReplayResult result) = Replay("minutes", ReplayEventVariant.BadRelease);
        SwitchoverState[] replaces = [.. result.Runs.Where(r => r.Plan.Kind == SwitchoverKind.Replace)];
        ReplayReleaseResult bad = result.Scored.Releases[0];

        replaces.Select(r => r.Outcome).ShouldBe([SwitchoverOutcome.RolledBack, SwitchoverOutcome.Committed]);
        (bad.EndedAt - bad.FirstServedAt).ShouldNotBeNull().ShouldBeInRange(3, 9);
    }

    [Fact]
    public void Run_Replace_IsOneChangeAndPaysOverlap()
    {
        (_, PipelineReplayResult result) = Replay("minutes", ReplayEventVariant.Plain);
        int[] runs = [.. result.Scored.Actions.Where(a => a.Replacement != 0).Select(a => a.Replacement).Distinct()];

        runs.ShouldBe(result.Runs.Where(r => r.Plan.Kind == SwitchoverKind.Replace).Select(r => (int)r.Plan.Run.Value));
        result.Scored.Score.PaidHours.Overlap.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Run_SameSeed_IsTheSameReplay()
    {
        PipelineReplayResult first = Replay("minutes", ReplayEventVariant.BadRelease, seed: 3).Result;
        PipelineReplayResult second = Replay("minutes", ReplayEventVariant.BadRelease, seed: 3).Result;
        second.Scored.Actions.ShouldBe(first.Scored.Actions);
        second.Scored.Releases.ShouldBe(first.Scored.Releases);
    }
}
