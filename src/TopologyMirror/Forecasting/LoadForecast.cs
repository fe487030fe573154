using System.Runtime.InteropServices;

namespace TopologyMirror.Forecasting;

/// <summary>
/// The distribution of load in each of the next steps, as quantiles at fixed levels. Between levels it is linear; beyond the outermost
/// levels it has exponential tails fitted to the two outermost quantiles, and it never goes below zero. Immutable and thread-safe.
/// </summary>
public sealed partial class LoadForecast
{
    private readonly double[] _levels;
    private readonly double[] _values;

    /// <summary>Creates a forecast.</summary>
    /// <param name="origin">End of the last observed step: step 1 covers [origin, origin + step).</param>
    /// <param name="step">Step of the grid.</param>
    /// <param name="levels">Probability levels, at least two, rising, each between 0 and 1 exclusive. Taken over, not copied.</param>
    /// <param name="values">
    /// Quantiles, steps × levels, row by row; finite. Taken over, not copied: rows are put in rising order (crossing quantiles are
    /// rearranged as in Chernozhukov, Fernández-Val and Galichon, Econometrica 2010) and values below zero become zero.
    /// </param>
    /// <exception cref="ArgumentException">Levels or values have another shape, or a value is not finite.</exception>
    public LoadForecast(DateTimeOffset origin, TimeSpan step, double[] levels, double[] values)
    {
        ArgumentNullException.ThrowIfNull(levels);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        RequireLevels(levels);
        if (values.Length == 0 || values.Length % levels.Length != 0)
        {
            throw new ArgumentException($"{values.Length} quantiles do not fill rows of {levels.Length} levels.", nameof(values));
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new ArgumentException($"Quantile {i % levels.Length} of step {(i / levels.Length) + 1} is {values[i]}.", nameof(values));
            }

            values[i] = Math.Max(values[i], 0);
        }

        for (int row = 0; row < values.Length; row += levels.Length)
        {
            Array.Sort(values, row, levels.Length);
        }

        Origin = origin;
        Step = step;
        _levels = levels;
        _values = values;
        Steps = values.Length / levels.Length;
    }

    /// <summary>End of the last observed step; step 1 covers [Origin, Origin + Step).</summary>
    public DateTimeOffset Origin { get; }

    /// <summary>Step of the grid.</summary>
    public TimeSpan Step { get; }

    /// <summary>Number of steps ahead.</summary>
    public int Steps { get; }

    /// <summary>The probability levels of the stored quantiles, rising.</summary>
    public ReadOnlySpan<double> Levels => _levels;

    /// <summary>The stored quantiles of one step, one per level, rising.</summary>
    /// <param name="step">1 to <see cref="Steps"/>.</param>
    public ReadOnlySpan<double> QuantilesAt(int step)
    {
        RequireStep(step);
        return MemoryMarshal.CreateReadOnlySpan(ref _values[(step - 1) * _levels.Length], _levels.Length);
    }

    /// <summary>The load that is not exceeded with probability <paramref name="probability"/>. Rises with the probability.</summary>
    /// <param name="step">1 to <see cref="Steps"/>.</param>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public double Quantile(int step, double probability)
    {
        if (!(probability > 0 && probability < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1, exclusive.");
        }

        ReadOnlySpan<double> row = QuantilesAt(step);
        int last = row.Length - 1;
        if (probability >= _levels[last])
        {
            return row[last] + (UpperScale(row) * Math.Log((1 - _levels[last]) / (1 - probability)));
        }

        if (probability <= _levels[0])
        {
            return Math.Max(row[0] - (LowerScale(row) * Math.Log(_levels[0] / probability)), 0);
        }

        int above = UpperIndex(_levels, probability);
        double share = (probability - _levels[above - 1]) / (_levels[above] - _levels[above - 1]);
        return row[above - 1] + (share * (row[above] - row[above - 1]));
    }

    /// <summary>The probability that the load is greater than <paramref name="load"/>: the inverse of <see cref="Quantile"/>.</summary>
    /// <param name="step">1 to <see cref="Steps"/>.</param>
    /// <param name="load">A load.</param>
    public double Exceedance(int step, double load)
    {
        if (double.IsNaN(load))
        {
            throw new ArgumentOutOfRangeException(nameof(load), load, "A load is a number.");
        }

        ReadOnlySpan<double> row = QuantilesAt(step);
        int last = row.Length - 1;
        if (load >= row[last])
        {
            double scale = UpperScale(row);
            return load > row[last] && scale == 0 ? 0 : (1 - _levels[last]) * (scale == 0 ? 1 : Math.Exp(-(load - row[last]) / scale));
        }

        if (load < 0)
        {
            return 1;
        }

        if (load < row[0])
        {
            double scale = LowerScale(row);
            return scale == 0 ? 1 : 1 - (_levels[0] * Math.Exp(-(row[0] - load) / scale));
        }

        // The last level whose quantile is at most the load, so that on a flat stretch the whole mass counts as not exceeded.
        int above = UpperIndex(row, load);
        double width = row[above] - row[above - 1];
        double share = width == 0 ? 0 : (load - row[above - 1]) / width;
        return 1 - (_levels[above - 1] + (share * (_levels[above] - _levels[above - 1])));
    }

    /// <summary>Index of the first element greater than <paramref name="value"/>.</summary>
    private static int UpperIndex(ReadOnlySpan<double> rising, double value)
    {
        int low = 0;
        int high = rising.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (rising[middle] > value)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private static void RequireLevels(double[] levels)
    {
        if (levels.Length < 2)
        {
            throw new ArgumentException($"A forecast needs at least two levels, not {levels.Length}.", nameof(levels));
        }

        double before = 0;
        foreach (double level in levels)
        {
            if (!(level > before && level < 1))
            {
                throw new ArgumentException($"Levels must rise between 0 and 1, exclusive; {level} follows {before}.", nameof(levels));
            }

            before = level;
        }
    }

    private double UpperScale(ReadOnlySpan<double> row)
    {
        int last = row.Length - 1;
        return (row[last] - row[last - 1]) / Math.Log((1 - _levels[last - 1]) / (1 - _levels[last]));
    }

    private double LowerScale(ReadOnlySpan<double> row) => (row[1] - row[0]) / Math.Log(_levels[1] / _levels[0]);

    private void RequireStep(int step)
    {
        if (step < 1 || step > Steps)
        {
            throw new ArgumentOutOfRangeException(nameof(step), step, $"The forecast has steps 1 to {Steps}.");
        }
    }
}
