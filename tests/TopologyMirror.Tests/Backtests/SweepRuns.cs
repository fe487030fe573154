using TopologyMirror.Backtests.Sweep;
using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Backtests;

/// <summary>Runs that were never run, with figures that can be reckoned by hand: two days each, 100 instance-hours needed.</summary>
internal static class SweepRuns
{
    public static BacktestRun Of(string set, string trace, params (string Policy, double Paid, double Minutes)[] policies) => new()
    {
        Set = set,
        Trace = trace,
        Variant = ReplayEventVariant.Plain,
        Seed = 1,
        Policies = [.. policies.Select(p => new PolicyRun(Traits(p.Policy), Score(p.Paid, p.Minutes), [], []))],
    };

    public static PolicyTraits Traits(string name) =>
        PolicyCatalog.All([0.01]).Select(p => p.Traits).First(t => t.Name == name);

    private static ReplayScore Score(double paid, double minutes) => new()
    {
        Minutes = 2880,
        ViolationMinutes = minutes,
        WorstBurstMinutes = 0,
        MinutesAboveCap = 0,
        NeedHours = 100,
        ShortfallHours = minutes / 60,
        PaidHours = new ReplayPaidHours(paid, 0, 0, 0),
        ChangesPerDay = 10,
        Launches = 20,
        FalseLaunches = 1,
        Promotions = 0,
        FalsePromotions = 0,
    };
}
