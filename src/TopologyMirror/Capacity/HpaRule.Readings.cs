namespace TopologyMirror.Capacity;

public sealed partial record HpaRule
{
    /// <summary>
    /// The recommendation of one metric. What is missing counts as nothing when it would otherwise scale out, and as the whole target when it
    /// would otherwise scale in; what is not ready yet counts as nothing when it would scale out. Where that turns the direction, or brings
    /// the ratio within the tolerance, nothing changes.
    /// </summary>
    /// <param name="reading">What is read.</param>
    /// <param name="current">Instances that are wanted now.</param>
    /// <returns>Instances to have; null when nothing is read.</returns>
    public int? Recommend(HpaReading reading, int current)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(current);
        if (!double.IsFinite(reading.Ratio) || reading.Ratio < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(reading), reading.Ratio, "A ratio is finite and not negative.");
        }

        if (reading.Read <= 0)
        {
            return null;
        }

        bool isOut = reading.Ratio > 1;
        int notReady = isOut ? reading.NotReady : 0;
        int counted = reading.Read + reading.Missing + notReady;
        double used = (reading.Ratio * reading.Read) + (isOut ? 0 : reading.Missing);
        double ratio = used / counted;
        bool turns = isOut ? ratio < 1 : ratio > 1;
        if (turns || Math.Abs(ratio - 1) <= Tolerance + RoundingSlack)
        {
            return current;
        }

        int recommended = (int)Math.Min(Math.Ceiling(used - RoundingSlack), int.MaxValue);
        return isOut ? Math.Max(recommended, current) : Math.Min(recommended, current);
    }

    /// <summary>The recommendation of several metrics: the highest. While one of them gives none, nothing is scaled in.</summary>
    /// <param name="recommended">The recommendation of each metric; null for one that gives none.</param>
    /// <param name="current">Instances that are wanted now.</param>
    public static int Highest(IEnumerable<int?> recommended, int current)
    {
        ArgumentNullException.ThrowIfNull(recommended);
        int?[] all = [.. recommended];
        int highest = all.Max() ?? current;
        return all.Contains(null) ? Math.Max(highest, current) : highest;
    }
}
