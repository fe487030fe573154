using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>One policy in one run.</summary>
internal sealed record SweepJsonRow
{
    /// <summary>The policy without headroom and risk.</summary>
    public required string Policy { get; init; }

    /// <summary>Accepted probability in percent; null for a policy without one.</summary>
    public required double? Risk { get; init; }

    /// <summary>Headroom in percent; null for a policy without one.</summary>
    public required int? Headroom { get; init; }

    /// <summary>The set.</summary>
    public required string Set { get; init; }

    /// <summary>The trace.</summary>
    public required string Trace { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The events.</summary>
    public required string Variant { get; init; }

    /// <summary>Violation minutes in percent of all.</summary>
    public required double ViolationPercent { get; init; }

    /// <summary>Violation minutes.</summary>
    public required double ViolationMinutes { get; init; }

    /// <summary>Instance-hours missing in percent of those needed.</summary>
    public required double ShortfallPercent { get; init; }

    /// <summary>Instance-hours paid above those needed, in percent of those needed.</summary>
    public required double OverPercent { get; init; }

    /// <summary>Instance-hours paid.</summary>
    public required SweepJsonPaid PaidHours { get; init; }

    /// <summary>Changes of the routed instances per day.</summary>
    public required double ChangesPerDay { get; init; }

    /// <summary>Launches that were not needed.</summary>
    public required int FalseLaunches { get; init; }

    /// <summary>Promotions that were not needed.</summary>
    public required int FalsePromotions { get; init; }

    /// <summary>Launches.</summary>
    public required int Launches { get; init; }

    /// <summary>Promotions.</summary>
    public required int Promotions { get; init; }

    /// <summary>Releases.</summary>
    public required int Releases { get; init; }

    /// <summary>Releases that ended as they should, in time.</summary>
    public required int ReleasesAsTheyShouldBe { get; init; }

    /// <summary>The policy with its settings: a name of its own.</summary>
    public required string Name { get; init; }

    /// <summary>From a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="policy">One of its policies.</param>
    public static SweepJsonRow Of(BacktestRun run, PolicyRun policy)
    {
        ReplayScore score = policy.Score;
        ReplayPaidHours paid = score.PaidHours;
        return new SweepJsonRow
        {
            Policy = policy.Traits.Family,
            Risk = policy.Traits.Risk is { } risk ? Math.Round(100 * risk, 6) : null,
            Headroom = policy.Traits.Headroom,
            Set = run.Set,
            Trace = run.Trace,
            Seed = run.Seed,
            Variant = VariantNames.Of(run.Variant),
            ViolationPercent = score.ViolationPercent,
            ViolationMinutes = score.ViolationMinutes,
            ShortfallPercent = score.ShortfallPercent,
            OverPercent = score.OverPercent,
            PaidHours = new SweepJsonPaid(paid.Live, paid.Shadow, paid.Launching, paid.Overlap),
            ChangesPerDay = score.ChangesPerDay,
            FalseLaunches = score.FalseLaunches,
            FalsePromotions = score.FalsePromotions,
            Launches = score.Launches,
            Promotions = score.Promotions,
            Releases = policy.Releases.Length,
            ReleasesAsTheyShouldBe = policy.Releases.Count(r => r.IsAsItShouldBe),
            Name = policy.Name,
        };
    }
}
