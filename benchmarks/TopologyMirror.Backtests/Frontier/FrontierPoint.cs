using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Backtests.Frontier;

/// <summary>What one policy comes to over all runs of a set.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="PaidPerNeed">Instance-hours paid ÷ needed.</param>
/// <param name="ViolationPercent">Violation minutes in percent of all.</param>
internal readonly record struct FrontierPoint(PolicyTraits Policy, double PaidPerNeed, double ViolationPercent)
{
    /// <summary>Pools runs: sum ÷ sum.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="runs">What it did.</param>
    public static FrontierPoint Of(PolicyTraits policy, IReadOnlyList<PolicyRun> runs) => new(
        policy,
        runs.Sum(r => r.Score.PaidHours.Total) / runs.Sum(r => r.Score.NeedHours),
        100 * runs.Sum(r => r.Score.ViolationMinutes) / runs.Sum(r => r.Score.Minutes));
}
