namespace TopologyMirror.Capacity;

public sealed partial record HpaRule
{
    /// <summary>How much a scale-out may add; empty for any number. Default: none.</summary>
    public IReadOnlyList<ScalingPolicy> ScaleOutPolicies { get; init; } = [];

    /// <summary>Which of <see cref="ScaleOutPolicies"/> counts. Default: <see cref="PolicySelection.Max"/>.</summary>
    public PolicySelection ScaleOutSelection { get; init; } = PolicySelection.Max;

    /// <summary>How much a scale-in may take out; empty for any number. Default: none.</summary>
    public IReadOnlyList<ScalingPolicy> ScaleInPolicies { get; init; } = [];

    /// <summary>Which of <see cref="ScaleInPolicies"/> counts. Default: <see cref="PolicySelection.Max"/>.</summary>
    public PolicySelection ScaleInSelection { get; init; } = PolicySelection.Max;

    /// <summary>
    /// The recommendation of this moment, of the windows before it, and of the policies, within bounds. What is out of bounds is brought
    /// within them at once.
    /// </summary>
    /// <param name="now">The moment.</param>
    /// <param name="recommended">The recommendation of this moment.</param>
    /// <param name="current">Instances that are wanted now, launching ones included.</param>
    /// <param name="earlier">What was recommended before.</param>
    /// <param name="changes">What was changed before.</param>
    /// <param name="floor">Fewest instances.</param>
    /// <param name="ceiling">Most instances; not below the floor.</param>
    /// <returns>How many instances should be wanted, and the memories for the next call.</returns>
    public (HpaDecision Decision, ScalingHistory Changes) Decide(
        DateTimeOffset now, int recommended, int current, RecommendationWindow earlier, ScalingHistory changes, int floor = 0, int ceiling = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(recommended);
        ArgumentNullException.ThrowIfNull(changes);
        HpaDecision stable = Stabilise(now, recommended, current, earlier);
        int desired = current > ceiling || current < floor
            ? Math.Clamp(current, floor, ceiling)
            : Math.Clamp(Limit(now, stable.Desired, current, changes), floor, ceiling);
        return (stable with { Desired = desired }, desired == current ? changes : changes.Add(now, desired - current, LongestPeriod));
    }

    private TimeSpan LongestPeriod => ScaleOutPolicies.Concat(ScaleInPolicies).Select(static p => p.Period).DefaultIfEmpty(TimeSpan.Zero).Max();

    private int Limit(DateTimeOffset now, int desired, int current, ScalingHistory changes)
    {
        int Before(ScalingPolicy policy) => current - changes.Added(now - policy.Period) + changes.Removed(now - policy.Period);

        if (desired > current)
        {
            int? highest = Selected(ScaleOutPolicies.Select(p => p.Highest(Before(p))), ScaleOutSelection, largest: true);
            return ScaleOutSelection == PolicySelection.Disabled ? current : Math.Min(desired, Math.Max(highest ?? desired, current));
        }

        int? lowest = Selected(ScaleInPolicies.Select(p => p.Lowest(Before(p))), ScaleInSelection, largest: false);
        return ScaleInSelection == PolicySelection.Disabled ? current : Math.Max(desired, Math.Min(lowest ?? desired, current));
    }

    private static int? Selected(IEnumerable<int> limits, PolicySelection selection, bool largest)
    {
        int[] all = [.. limits];
        return all.Length == 0 ? null : (selection == PolicySelection.Max) == largest ? all.Max() : all.Min();
    }
}
