namespace TopologyMirror.Forecasting;

/// <summary>The middle of values of different weight: three quarters their median, each value in the middle of its mass, and one quarter their mean. NaN is left out.</summary>
internal static class WeightedMiddle
{
    private const double LeastShare = 1e-3;

    /// <summary>Gives the middle; reorders both spans.</summary>
    public static double Of(Span<double> values, Span<double> weights)
    {
        int ready = Sort(values, weights);
        double total = 0;
        double sum = 0;
        for (int i = 0; i < ready; i++)
        {
            total += weights[i];
            sum += weights[i] * (values[i] - values[0]);
        }

        double median = total > 0 ? Median(values[..ready], weights, total) : ready == 0 ? double.NaN : values[ready / 2];
        return total > 0 ? (0.75 * median) + (0.25 * (values[0] + (sum / total))) : median;
    }

    private static double Median(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double total)
    {
        double below = 0;
        double before = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double rank = below + (0.5 * weights[i]);
            if (rank >= 0.5 * total)
            {
                double share = i > 0 && rank > before ? ((0.5 * total) - before) / (rank - before) : 1;
                return i == 0 ? values[0] : values[i - 1] + (share * (values[i] - values[i - 1]));
            }

            before = rank;
            below += weights[i];
        }

        return values[^1];
    }

    private static int Sort(Span<double> values, Span<double> weights)
    {
        // Where all who are ready weigh nothing, all weigh the same; who weighs next to nothing beside the others is left out.
        double least = -1;
        for (int i = 0; i < values.Length; i++)
        {
            least = double.IsNaN(values[i]) ? least : Math.Max(least, LeastShare * weights[i]);
        }

        least = least > 0 ? least : -1;
        int ready = 0;
        for (int i = 0; i < values.Length; i++)
        {
            (double value, double weight) = (values[i], weights[i]);
            if (double.IsNaN(value) || !(weight > least))
            {
                continue;
            }

            int at = ready++;
            for (; at > 0 && values[at - 1] > value; at--)
            {
                (values[at], weights[at]) = (values[at - 1], weights[at - 1]);
            }

            (values[at], weights[at]) = (value, weight);
        }

        return ready;
    }
}
