using System.Runtime.Intrinsics;

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
    private const double Step = 0.006;
    private const double FarthestOff = 2;
    private const int Width = (QuantileLevels.Count + 3) & ~3;

    private static readonly double[] LogOdds = [.. QuantileLevels.Shared.Select(p => Math.Log(p / (1 - p)))];
    private static readonly double[] Up = Padded(p => Step * p / Math.Sqrt(p * (1 - p)));
    private static readonly double[] Down = Padded(p => Step * (p - 1) / Math.Sqrt(p * (1 - p)));

    private readonly double[] _shifts = new double[Width];
    private readonly double[] _quantiles = new double[Width];

    /// <summary>Begins with a row of quantiles, unadjusted.</summary>
    public static QuantileCalibration Of(ReadOnlySpan<double> row)
    {
        var calibration = new QuantileCalibration();
        calibration.Read(row);
        return calibration;
    }

    /// <summary>The quantiles as adjusted when they were last read.</summary>
    public ReadOnlySpan<double> Quantiles => _quantiles.AsSpan(0, QuantileLevels.Count);

    /// <summary>How much farther up the log odds to read, per level.</summary>
    public ReadOnlySpan<double> Shifts => _shifts.AsSpan(0, QuantileLevels.Count);

    /// <summary>Reads a row of quantiles anew.</summary>
    public void Read(ReadOnlySpan<double> row)
    {
        for (int k = 0; k < QuantileLevels.Count; k++)
        {
            _quantiles[k] = ReadAt(row, k, _shifts[k]);
        }
    }

    /// <summary>Learns where a value fell among the quantiles.</summary>
    public void Learn(double value)
    {
        var values = Vector256.Create(value);
        for (int k = 0; k < Width; k += 4)
        {
            Vector256<double> quantiles = Vector256.Create(_quantiles.AsSpan(k));
            Vector256<double> up = Vector256.GreaterThan(values, quantiles) & Vector256.Create(Up.AsSpan(k));
            Vector256<double> down = Vector256.LessThan(values, quantiles) & Vector256.Create(Down.AsSpan(k));
            Vector256<double> shifts = Vector256.Create(_shifts.AsSpan(k)) + up + down;
            Vector256.Clamp(shifts, Vector256.Create(-FarthestOff), Vector256.Create(FarthestOff)).CopyTo(_shifts.AsSpan(k));
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Doubles(_shifts);
        writer.Doubles(_quantiles);
    }

    public void Load(ref StateReader reader)
    {
        reader.Doubles(_shifts);
        reader.Doubles(_quantiles);
    }

    private static double[] Padded(Func<double, double> step) => [.. QuantileLevels.Shared.Select(step), .. new double[Width - QuantileLevels.Count]];

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
