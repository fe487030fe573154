using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

public sealed class LaunchDrawsTests
{
    private static readonly ReplayClock Minutes = new(TimeSpan.FromMinutes(1));

    [Fact]
    public void Lead_OverManyLaunches_HasMedianTenAndNinetyNinthPercentileFifteen()
    {
        var draws = LaunchDraws.Seeded(1, "trace");
        TimeSpan?[] leads = [.. Enumerable.Range(0, 200_000).Select(draws.Lead)];
        double[] minutes = [.. leads.OfType<TimeSpan>().Select(l => l.TotalMinutes).Order()];

        (1 - (minutes.Length / 200_000.0)).ShouldBe(0.01, 0.001);
        minutes[minutes.Length / 2].ShouldBe(10, 0.05);
        minutes[minutes.Length * 99 / 100].ShouldBe(15, 0.15);
    }

    [Fact]
    public void ReadyTicks_OfADraw_IsTheFirstWholeMinuteAfterIt()
    {
        var draws = LaunchDraws.Seeded(1, "trace");
        for (int i = 0; i < 1000; i++)
        {
            draws.ReadyTicks(i, Minutes).ShouldBe(draws.Lead(i) is { TotalMinutes: <= 20 } lead ? (int)Math.Ceiling(lead.TotalMinutes) : null);
        }
    }

    [Fact]
    public void Lead_AskedInAnyOrder_IsTheSame()
    {
        var forward = LaunchDraws.Seeded(7, "trace");
        var backward = LaunchDraws.Seeded(7, "trace");
        TimeSpan?[] leads = [.. Enumerable.Range(0, 100).Select(forward.Lead)];
        Enumerable.Range(0, 100).Reverse().Select(backward.Lead).Reverse().ShouldBe(leads);
        Enumerable.Range(0, 100).Select(LaunchDraws.Seeded(8, "trace").Lead).ShouldNotBe(leads);
        Enumerable.Range(0, 100).Select(LaunchDraws.Seeded(7, "other").Lead).ShouldNotBe(leads);
    }

    [Fact]
    public void Constant_LongerThanTwentyMinutes_IsNotGivenUp()
    {
        var draws = LaunchDraws.Constant(TimeSpan.FromMinutes(30));
        draws.ReadyTicks(5, Minutes).ShouldBe(30);
        draws.GiveUpTicks(Minutes).ShouldBe(30);
    }

    [Fact]
    public void ReadyTicks_SameLaunchOfAnyPolicy_IsTheSame()
    {
        ReplayTrace trace = Traces.Of(Enumerable.Range(0, 1200).Select(t => 10 + (8 * Math.Sin(t / 40.0)) + (t % 7)));
        var draws = LaunchDraws.Seeded(3, trace.Name);
        foreach (IReplayPolicy policy in ReplayPolicies.Reactive)
        {
            ReplayResult result = ReplayRunner.Run(trace, policy, draws);
            var launches = result.Actions.Where(a => a.Kind == ReplayActionKind.Launch).ToList();
            launches.Select(a => a.Instance).ShouldBe(Enumerable.Range(0, launches.Count));
            foreach (ReplayAction launch in launches.Where(a => a.Purpose == ReplayPurpose.Live))
            {
                ReplayAction? routed = result.Actions.Where(a => a.Instance == launch.Instance && a.Kind == ReplayActionKind.Route)
                    .Select(a => (ReplayAction?)a).FirstOrDefault();
                if (routed is { } r)
                {
                    (r.Tick - launch.Tick).ShouldBe(draws.ReadyTicks(launch.Instance, trace.Clock)!.Value);
                }
            }
        }
    }
}
