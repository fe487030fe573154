namespace TopologyMirror.Backtests.Sweep;

/// <summary>Violation minutes of one run at equal paid hours.</summary>
internal sealed record SweepJsonHull
{
    /// <summary>The set.</summary>
    public required string Set { get; init; }

    /// <summary>The trace.</summary>
    public required string Trace { get; init; }

    /// <summary>Instance-hours that ours paid.</summary>
    public required double PaidHours { get; init; }

    /// <summary>Ours.</summary>
    public required double Ours { get; init; }

    /// <summary>Of the reactive rule's hull; null where it was not run.</summary>
    public required double? Reactive { get; init; }

    /// <summary>Of the hull of the reactive rule with any pool, none among them; null where it was not run.</summary>
    public required double? ReactiveWarmPool { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>The events.</summary>
    public required string Variant { get; init; }

    /// <summary>From a run.</summary>
    /// <param name="run">A run of ours.</param>
    public static SweepJsonHull Of(BacktestRun run) => new()
    {
        Set = run.Set,
        Trace = run.Trace,
        PaidHours = run.Ours!.Score.PaidHours.Total,
        Ours = run.Ours.Score.ViolationMinutes,
        Reactive = run.AtEqualCost(Baseline.Reactive, s => s.ViolationMinutes),
        ReactiveWarmPool = run.Policies.Any(p => p.Traits.Standing > 0) ? run.AtEqualCost(Baseline.WarmPool, s => s.ViolationMinutes) : null,
        Seed = run.Seed,
        Variant = VariantNames.Of(run.Variant),
    };
}
