namespace TopologyMirror.Capacity;

/// <summary>
/// The reactive rule, with the semantics of the Kubernetes HorizontalPodAutoscaler v2: a ratio with a tolerance, a window that holds
/// scale-in back to its highest recommendation, and policies that bound how much changes within a period.
/// </summary>
/// <remarks>Source: Kubernetes documentation, "Horizontal Pod Autoscaling", sections "Algorithm details", "Scaling policies" and "Stabilization window".</remarks>
public sealed partial record HpaRule
{
    // 4.4 / 4 - 1 is a little above 0.1 in binary; the edge belongs to the tolerance.
    private const double RoundingSlack = 1e-9;

    /// <summary>No change while |raw ÷ current − 1| is at most this. Default: 0.1.</summary>
    public double Tolerance { get; init; } = 0.1;

    /// <summary>A scale-in goes no lower than the highest recommendation within this window. Default: 5 minutes.</summary>
    public TimeSpan ScaleInWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A scale-out goes no higher than the lowest recommendation within this window. Default: none.</summary>
    public TimeSpan ScaleOutWindow { get; init; } = TimeSpan.Zero;

    /// <summary>The recommendation of one moment, before the windows.</summary>
    /// <param name="rawInstances">Load ÷ load per instance × (1 + headroom); finite, not negative.</param>
    /// <param name="current">Instances that are wanted now, launching ones included.</param>
    public int Recommend(double rawInstances, int current)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(current);
        if (!double.IsFinite(rawInstances) || rawInstances < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(rawInstances), rawInstances, "Must be finite and not negative.");
        }

        bool withinTolerance = current > 0 && Math.Abs((rawInstances / current) - 1) <= Tolerance + RoundingSlack;
        return withinTolerance ? current : (int)Math.Min(Math.Ceiling(rawInstances), int.MaxValue);
    }

    /// <summary>The recommendation of this moment and of the windows before it.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="rawInstances">Load ÷ load per instance × (1 + headroom).</param>
    /// <param name="current">Instances that are wanted now, launching ones included.</param>
    /// <param name="earlier">What was recommended before.</param>
    /// <returns>How many instances should be wanted, and the memory for the next call.</returns>
    public HpaDecision Decide(DateTimeOffset now, double rawInstances, int current, RecommendationWindow earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return Stabilise(now, Recommend(rawInstances, current), current, earlier);
    }

    private HpaDecision Stabilise(DateTimeOffset now, int recommended, int current, RecommendationWindow earlier)
    {
        TimeSpan longest = ScaleInWindow > ScaleOutWindow ? ScaleInWindow : ScaleOutWindow;
        RecommendationWindow memory = earlier.Add(now, recommended, longest);

        // As Kubernetes does: stay, unless every recent recommendation is above or every one is below.
        int desired = Math.Clamp(current, memory.Lowest(now - ScaleOutWindow), memory.Highest(now - ScaleInWindow));
        return new HpaDecision(desired, recommended, memory);
    }
}
