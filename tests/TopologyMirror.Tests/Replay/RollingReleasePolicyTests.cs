using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

public sealed class RollingReleasePolicyTests
{
    private const int Due = 70;

    private static ReplayEvents Release(bool bad = false) => new() { Releases = [new ReplayRelease(Due, 1, bad)] };

    /// <summary>Eight hours, half of them scored, of which ten instances are needed all the time; leads are 10 minutes.</summary>
    private static ReplayTrace Flat(Func<int, double>? load = null) =>
        Traces.Of(Enumerable.Range(0, 480).Select(t => load?.Invoke(t) ?? 10), new() { Unit = ReplayUnit.Peak });

    private static ReplayEvents Later(int tick, bool bad = false) => new() { Releases = [new ReplayRelease(tick, 1, bad)] };

    private static ReplayResult Run(ReplayTrace trace, IReplayPolicy policy, ReplayEvents events) =>
        ReplayRunner.Run(trace, new RollingReleasePolicy(policy), Traces.TenMinutes, events);

    [Fact]
    public void Run_NoEvents_IsThePolicyItself()
    {
        ReplayTrace trace = Flat(t => 10 + (8 * Math.Sin(t / 20.0)));
        var plain = new ReactivePolicy(25, 2);
        ReplayRunner.Run(trace, new RollingReleasePolicy(plain), Traces.TenMinutes).Actions.ShouldBe(ReplayRunner.Run(trace, plain, Traces.TenMinutes).Actions);
    }

    [Fact]
    public void Run_FlatLoad_RollsByAQuarterAndNeverServesLess()
    {
        ReplayTrace trace = Flat();
        ReplayResult result = Run(trace, new ReactivePolicy(0), Later(300));
        ReplayReleaseResult release = result.Releases[0];
        int before = result.Serving[300 - result.FirstTick];

        // 20 instances in waves of 5: launched, 10 minutes, routed; the last wave serves from 300 + 4 × 10 + 1 on, and bakes.
        before.ShouldBe(20);
        (release.FirstServedAt, release.AllServedAt, release.EndedAt).ShouldBe((311, 341, 351));
        release.Outcome.ShouldBe(ReplayReleaseOutcome.Finished);
        result.Serving.Skip(300 - result.FirstTick).ShouldAllBe(s => s == before);
        result.Actions.Where(a => a.Kind == ReplayActionKind.Launch && a.Tick >= 300).GroupBy(a => a.Tick).Select(g => (g.Key, g.Count()))
            .ShouldBe([(300, 5), (310, 5), (320, 5), (330, 5)]);
        result.Actions.Where(a => a.Kind == ReplayActionKind.Launch && a.Tick >= 300).ShouldAllBe(a => a.Generation == 1);
    }

    [Fact]
    public void Run_OneInstance_LaunchesOneMore()
    {
        ReplayTrace trace = Traces.OfOneHour(t => t < 2 ? 20 : 0.5);
        ReplayResult result = Run(trace, new ReactivePolicy(0), Release());

        result.Releases[0].Outcome.ShouldBe(ReplayReleaseOutcome.Finished);
        result.Releases[0].Minutes.ShouldBe(21);
        result.Actions.Count(a => a.Kind == ReplayActionKind.Launch).ShouldBe(1);
        result.Serving.ShouldAllBe(s => s >= 1);
    }

    [Fact]
    public void Run_BadRelease_RollsBackTheSameWay()
    {
        ReplayResult result = Run(Flat(), new ReactivePolicy(0), Later(300, bad: true));
        ReplayReleaseResult release = result.Releases[0];

        // Five serve from 311 on, their alarm is seen at 314; the wave that was launched at 310 goes at once, and five old ones come back at 324.
        release.Outcome.ShouldBe(ReplayReleaseOutcome.RolledBack);
        (release.FirstServedAt, release.EndedAt).ShouldBe((311, 325));
        result.Serving.Skip(300 - result.FirstTick).ShouldAllBe(s => s == 20);
        result.Actions.Where(a => a.Kind == ReplayActionKind.Terminate && a.Tick == 314 && a.Generation == 1).Count().ShouldBe(5);
        result.Actions.Where(a => a.Kind == ReplayActionKind.Launch && a.Tick >= 314).ShouldAllBe(a => a.Generation == 0);
    }

    [Fact]
    public void Run_BadThenGood_TheSecondIsFinishedFromWhatRanBefore()
    {
        ReplayEvents two = new() { Releases = [new ReplayRelease(260, 1, true), new ReplayRelease(360, 2, false)] };
        ReplayResult result = Run(Flat(), new ReactivePolicy(0), two);

        result.Releases.Select(r => r.Outcome).ShouldBe([ReplayReleaseOutcome.RolledBack, ReplayReleaseOutcome.Finished]);
        result.Actions.Where(a => a.Kind == ReplayActionKind.Launch && a.Tick >= 360).ShouldAllBe(a => a.Generation == 2);
    }

    [Fact]
    public void Run_WarmPool_IsReplacedAfterLive()
    {
        ReplayResult result = Run(Flat(), new ReactivePolicy(0, 4), Later(300));

        result.Releases[0].Outcome.ShouldBe(ReplayReleaseOutcome.Finished);
        ReplayAction[] launches = [.. result.Actions.Where(a => a.Kind == ReplayActionKind.Launch && a.Tick >= 300)];
        launches.Count(a => a.Purpose == ReplayPurpose.Shadow).ShouldBe(4);
        launches.Where(a => a.Purpose == ReplayPurpose.Shadow).Min(a => a.Tick).ShouldBeGreaterThanOrEqualTo(
            launches.Where(a => a.Purpose == ReplayPurpose.Live).Max(a => a.Tick));
    }

    [Fact]
    public void Run_LoadRisesMeanwhile_ScalesWithTheNewConfiguration()
    {
        ReplayTrace trace = Flat(t => t >= 310 ? 14 : 10);
        ReplayResult result = Run(trace, new ReactivePolicy(0), Later(300));

        result.Releases[0].Outcome.ShouldBe(ReplayReleaseOutcome.Finished);
        result.Serving[^1].ShouldBe(28);
        result.Actions.Where(a => a.Kind == ReplayActionKind.Launch && a.Tick >= 300).ShouldAllBe(a => a.Generation == 1);
    }

    [Fact]
    public void Run_AnyLoadAndRelease_EndsAsItShouldAndRecordsAsItScores() =>
        Prop.ForAll(Cases(), c =>
        {
            ReplayTrace trace = Flat(t => c.Loads[t / 20]);
            ReplayEvents events = Later(c.Tick, c.Bad);
            var draws = LaunchDraws.Seeded(c.Seed, "law");
            foreach (IReplayPolicy policy in new IReplayPolicy[] { new ReactivePolicy(25), new ReactivePolicy(0, 2), new StaticPeakPolicy() })
            {
                ReplayResult result = ReplayRunner.Run(trace, new RollingReleasePolicy(policy), draws, events);
                ReplayResult again = ReplayRunner.Run(trace, new RecordedPolicy(policy.Name, result.Actions), draws, events);
                if (again.Score != result.Score || !again.Releases.SequenceEqual(result.Releases) || result.Serving.Any(s => s < 1))
                {
                    return false;
                }

                if (result.Releases[0].Outcome != (c.Bad ? ReplayReleaseOutcome.RolledBack : ReplayReleaseOutcome.Finished))
                {
                    return false;
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static Arbitrary<(double[] Loads, int Tick, bool Bad, int Seed)> Cases() =>
        (from loads in Gen.Choose(1, 20).Select(x => (double)x).ArrayOf(24)
         from tick in Gen.Choose(240, 300)
         from bad in Gen.Elements(true, false)
         from seed in Gen.Choose(0, 1000)
         select (loads, tick, bad, seed)).ToArbitrary();
}
