namespace TopologyMirror.Forecasting;

/// <summary>
/// Which level of a stated distribution to read for a level that is asked for, so that stated and realised coverage agree: adaptive
/// conformal inference, per level, in small steps on the log odds.
/// </summary>
/// <remarks>
/// Source: Gibbs and Candès, "Adaptive conformal inference under distribution shift", NeurIPS 2021. Steps are relative to the deviation
/// of one outcome, so that rare levels move as far as common ones. Beyond the outermost levels tails are exponential.
/// </remarks>
internal sealed class QuantileCalibration
{
    private const double Step = 0.01;
    private const double FarthestOff = 2;

    private static readonly double[] LogOdds = [.. QuantileLevels.Shared.Select(p => Math.Log(p / (1 - p)))];

    private readonly double[] _shifts = new double[QuantileLevels.Shared.Length];

    /// <summary>How much farther up the log odds to read, per level.</summary>
    public ReadOnlySpan<double> Shifts => _shifts;

    /// <summary>Reads a row of quantiles with a shift of the log odds per level.</summary>
    public static void Read(ReadOnlySpan<double> row, ReadOnlySpan<double> shifts, Span<double> calibrated)
    {
        for (int k = 0; k < calibrated.Length; k++)
        {
            calibrated[k] = ReadAt(row, k, shifts[k]);
        }
    }

    /// <summary>Learns where a root fell in a row of quantiles as it was stated, before calibration.</summary>
    public void Learn(ReadOnlySpan<double> row, double root)
    {
        for (int k = 0; k < _shifts.Length; k++)
        {
            double p = QuantileLevels.Shared[k];
            double quantile = ReadAt(row, k, _shifts[k]);
            double covered = root < quantile ? 1 : root.Equals(quantile) ? p : 0;
            _shifts[k] = Math.Clamp(_shifts[k] + (Step * (p - covered) / Math.Sqrt(p * (1 - p))), -FarthestOff, FarthestOff);
        }
    }

    public void Save(StateWriter writer) => writer.Doubles(_shifts);

    public void Load(ref StateReader reader) => reader.Doubles(_shifts);

    private static double ReadAt(ReadOnlySpan<double> row, int level, double shift)
    {
        if (shift == 0)
        {
            return row[level];
        }

        double at = LogOdds[level] + shift;
        int above = level;
        while (above < row.Length - 1 && LogOdds[above] < at)
        {
            above++;
        }

        while (above > 1 && LogOdds[above - 1] > at)
        {
            above--;
        }

        above = Math.Max(above, 1);
        double share = (at - LogOdds[above - 1]) / (LogOdds[above] - LogOdds[above - 1]);
        return row[above - 1] + (share * (row[above] - row[above - 1]));
    }
}
