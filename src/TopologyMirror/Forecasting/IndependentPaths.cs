using System.Buffers;

namespace TopologyMirror.Forecasting;

/// <summary>
/// Courses of a forecast of which it is not known how its steps hang together: each step is by itself. Load that hangs together reaches less
/// high in a window, so that this errs on the safe side.
/// </summary>
internal static class IndependentPaths
{
    /// <summary>Draws courses.</summary>
    /// <param name="forecast">The distribution per step.</param>
    /// <param name="steps">How far ahead; 1 to the steps of the forecast.</param>
    /// <param name="count">How many courses.</param>
    /// <param name="seed">The same seed gives the same courses.</param>
    public static LoadPaths Of(LoadForecast forecast, int steps, int count, int seed)
    {
        var paths = new LoadPaths(forecast, steps, count);
        double[] rented = ArrayPool<double>.Shared.Rent(count);
        Span<double> rising = rented.AsSpan(0, count);
        var random = new StratumRandom(seed);
        for (int step = 1; step <= steps; step++)
        {
            random.Fill(rising);
            forecast.Quantiles(step, rising);
            Deal(rising, paths.Row(step), ref random);
        }

        ArrayPool<double>.Shared.Return(rented);
        return paths;
    }

    // Shuffled while it is copied: the inside-out form of Fisher and Yates.
    private static void Deal(ReadOnlySpan<double> rising, Span<double> row, ref StratumRandom random)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int j = (int)(random.Next() * (i + 1));
            row[i] = row[j];
            row[j] = rising[i];
        }
    }
}
