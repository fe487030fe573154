using System.Buffers;

namespace TopologyMirror.Forecasting;

/// <summary>Joins the steps of a forecast into courses that hang together as past courses did.</summary>
/// <remarks>
/// The Schaake shuffle: Clark, Gangopadhyay, Hay, Rajagopalan and Wilby, Journal of Hydrometeorology 2004. Templates are past courses of the
/// root, less the profile, from origins spread evenly over the window; samples of each step are put in the order of the templates there.
/// Where more courses are asked for than there are templates, several follow the same one, one small stratum apart.
/// </remarks>
internal static class PathShuffle
{
    // Past courses that overlap by more than this say little that is new, and every one is sorted at every step.
    private const int MostTemplates = 64;

    /// <summary>Fills courses in.</summary>
    /// <param name="forecast">The distribution per step.</param>
    /// <param name="series">The series until now.</param>
    /// <param name="paths">The courses.</param>
    /// <param name="seed">Where samples fall within their stratum.</param>
    public static void Fill(LoadForecast forecast, SeriesState series, LoadPaths paths, int seed)
    {
        int templates = Math.Min(paths.Count, MostTemplates);
        Span<long> ranked = stackalloc long[templates];
        Span<int> origins = stackalloc int[templates];
        Span<double> starts = stackalloc double[templates];
        Begin(series, paths.Steps, origins, starts);
        double[] samples = ArrayPool<double>.Shared.Rent(paths.Count);
        Span<double> rising = samples.AsSpan(0, paths.Count);
        var random = new StratumRandom(seed);
        for (int step = 1; step <= paths.Steps; step++)
        {
            random.Fill(rising);
            forecast.Quantiles(step, rising);
            Rank(series, step, origins, starts, ranked);
            Deal(ranked, rising, paths.Row(step), step);
        }

        ArrayPool<double>.Shared.Return(samples);
    }

    private static void Begin(SeriesState series, int steps, Span<int> origins, Span<double> starts)
    {
        int first = series.Window.First;
        int room = Math.Max(series.Now - first - steps, 0);
        for (int i = 0; i < origins.Length; i++)
        {
            origins[i] = first + (int)((i + 0.5) * room / origins.Length);
            starts[i] = series.Window[origins[i]] - series.ProfileAt(origins[i]);
        }
    }

    /// <summary>The templates in the order of how far each was from its beginning; those longer than the window end where it ends.</summary>
    private static void Rank(SeriesState series, int step, ReadOnlySpan<int> origins, ReadOnlySpan<double> starts, Span<long> ranked)
    {
        for (int i = 0; i < ranked.Length; i++)
        {
            int time = Math.Min(origins[i] + step, series.Now);
            ranked[i] = Sortable((float)(series.Window[time] - series.ProfileAt(time) - starts[i]), i);
        }

        ranked.Sort();
    }

    /// <summary>Gives each course its sample: those of the lowest template the lowest, and so on.</summary>
    private static void Deal(ReadOnlySpan<long> ranked, ReadOnlySpan<double> rising, Span<double> row, int step)
    {
        int next = 0;
        foreach (long template in ranked)
        {
            int index = (int)(template & uint.MaxValue);
            int followers = ((row.Length - 1 - index) / ranked.Length) + 1;
            for (int i = 0; i < followers; i++)
            {
                // Who is first among those that follow one template changes from step to step.
                row[index + ((i + step + index) % followers * ranked.Length)] = rising[next++];
            }
        }
    }

    /// <summary>A key that sorts as the value does, and a tie by the index.</summary>
    private static long Sortable(float value, int index)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        int rising = bits >= 0 ? bits : bits ^ int.MaxValue;
        return ((long)rising << 32) | (uint)index;
    }
}
