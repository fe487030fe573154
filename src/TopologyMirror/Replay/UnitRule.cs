namespace TopologyMirror.Replay;

/// <summary>The load that one instance carries.</summary>
internal static class UnitRule
{
    private const double NearPeak = 0.995;
    private const double InstancesNearPeak = 40;
    private const double InstancesAtPeak = 20;

    // A load of exactly n units, computed in binary, must not need n + 1 instances.
    private const double RoundingSlack = 1e-9;

    /// <summary>The unit of what was seen before the warm-up; 1 where all of it was 0.</summary>
    public static double Of(double[] seen, ReplayUnit rule)
    {
        double[] sorted = [.. seen.Order()];
        double peak = sorted.Length == 0 ? 0 : sorted[^1] / InstancesAtPeak;
        double unit = rule == ReplayUnit.Peak || sorted.Length == 0 ? peak : Quantile(sorted, NearPeak) / InstancesNearPeak;
        return FirstPositive(unit, peak);
    }

    /// <summary>Whole instances for a load given in units; not limited by any cap, at least 1.</summary>
    public static int Need(double demand) => (int)Math.Clamp(Math.Ceiling(WithoutNoise(demand)), 1, int.MaxValue);

    /// <summary>A load given in units, without the rounding noise that would make it need one instance more.</summary>
    public static double WithoutNoise(double demand)
    {
        double whole = Math.Round(demand);
        return Math.Abs(demand - whole) <= RoundingSlack * Math.Max(1, demand) ? whole : demand;
    }

    /// <summary>Linear interpolation between order statistics, type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996.</summary>
    private static double Quantile(double[] sorted, double level)
    {
        double position = (sorted.Length - 1) * level;
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }

    private static double FirstPositive(double first, double second) =>
        first > 0 ? first : second > 0 ? second : 1;
}
