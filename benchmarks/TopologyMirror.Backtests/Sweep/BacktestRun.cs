using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>One trace with one variant of events and one seed, by all policies. Immutable.</summary>
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

    /// <summary>Instances that the scored ticks need in the mean.</summary>
    public required double MeanNeed { get; init; }

    /// <summary>Effects of the pipeline that broke an invariant.</summary>
    public required int InvariantViolations { get; init; }

    /// <summary>Runs of the pipeline that replaced live.</summary>
    public required int Replaces { get; init; }

    /// <summary>The policies.</summary>
    public required IReadOnlyList<PolicyRun> Policies { get; init; }

    /// <summary>The shipped pipeline with its defaults.</summary>
    public PolicyRun Ours => Find(Backtest.Mirror);

    /// <summary>Without the actions, which are many.</summary>
    public BacktestRun WithoutActions() => this with { Policies = [.. Policies.Select(p => p with { Actions = [] })] };

    /// <summary>The policy of a name.</summary>
    /// <param name="name">The name.</param>
    public PolicyRun Find(string name) => Policies.First(p => string.Equals(p.Name, name, StringComparison.Ordinal));

    /// <summary>A quantity that policies of a kind lose at what ours pays: read off the lower-left hull of their settings.</summary>
    /// <param name="prefix">With what the policies' names begin.</param>
    /// <param name="loss">The quantity.</param>
    /// <returns>What they lose; of their cheapest setting where none is as cheap as ours.</returns>
    public double AtEqualCost(string prefix, Func<ReplayScore, double> loss)
    {
        EqualCost hull = EqualCost.Of(Policies
            .Where(p => p.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(p => new CostPoint(p.Score.PaidHours.Total, loss(p.Score))));
        return hull.LossAt(Ours.Score.PaidHours.Total) ?? hull.Hull[0].Loss;
    }
}
