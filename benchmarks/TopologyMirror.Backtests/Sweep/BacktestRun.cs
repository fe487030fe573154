using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>One trace with one variant of events and one seed, by some policies. Immutable.</summary>
internal sealed record BacktestRun
{
    /// <summary>The set.</summary>
    public required string Set { get; init; }

    /// <summary>The trace.</summary>
    public required string Trace { get; init; }

    /// <summary>The variant.</summary>
    public required ReplayEventVariant Variant { get; init; }

    /// <summary>The seed.</summary>
    public required int Seed { get; init; }

    /// <summary>How long every launch took; null where times were drawn.</summary>
    public TimeSpan? LeadTime { get; init; }

    /// <summary>The policies, at least one.</summary>
    public required IReadOnlyList<PolicyRun> Policies { get; init; }

    /// <summary>The shipped pipeline with its defaults; null where it was not run.</summary>
    public PolicyRun? Ours => Find(PolicyCatalog.Mirror);

    /// <summary>Instances that the scored ticks need in the mean.</summary>
    public double MeanNeed => Policies[0].Score.NeedHours / (Policies[0].Score.Minutes / 60);

    /// <summary>Effects of the pipeline that broke an invariant.</summary>
    public int InvariantViolations => Policies.Sum(p => p.InvariantViolations);

    /// <summary>Without the actions, which are many.</summary>
    public BacktestRun WithoutActions() => this with { Policies = [.. Policies.Select(p => p with { Actions = [] })] };

    /// <summary>The policy of a name; null where it was not run.</summary>
    /// <param name="name">The name.</param>
    public PolicyRun? Find(string name) => Policies.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));

    /// <summary>A quantity that a baseline loses at what ours pays: read off the lower-left hull of its settings.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="loss">The quantity.</param>
    /// <returns>
    /// What it loses; of its cheapest setting where none is as cheap as ours. Null where ours, or every setting of it, was not run.
    /// </returns>
    public double? AtEqualCost(Baseline baseline, Func<ReplayScore, double> loss)
    {
        CostPoint[] settings = [.. Policies.Where(p => baseline.Includes(p.Traits)).Select(p => new CostPoint(p.Score.PaidHours.Total, loss(p.Score)))];
        if (Ours is not { } ours || settings.Length == 0)
        {
            return null;
        }

        EqualCost hull = EqualCost.Of(settings);
        return hull.LossAt(ours.Score.PaidHours.Total) ?? hull.Hull[0].Loss;
    }
}
