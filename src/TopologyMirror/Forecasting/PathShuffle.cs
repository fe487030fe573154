namespace TopologyMirror.Forecasting;

/// <summary>Joins the steps of a forecast into courses that hang together as past courses did.</summary>
/// <remarks>
/// The Schaake shuffle: Clark, Gangopadhyay, Hay, Rajagopalan and Wilby, Journal of Hydrometeorology 2004. Templates are past courses of the
/// root, less the profile, from origins spread evenly over the window; samples of each step are put in the order of the templates there.
/// </remarks>
internal static class PathShuffle
{
    /// <summary>Loads, courses × steps.</summary>
    /// <param name="forecast">The distribution per step.</param>
    /// <param name="series">The series until now.</param>
    /// <param name="paths">How many courses.</param>
    /// <param name="seed">Where samples fall within their stratum.</param>
    public static double[] Of(LoadForecast forecast, SeriesState series, int paths, int seed)
    {
        double[] loads = new double[paths * forecast.Steps];
        double[] keys = new double[paths];
        int[] order = new int[paths];
        var random = new Random(seed);
        for (int step = 1; step <= forecast.Steps; step++)
        {
            for (int i = 0; i < paths; i++)
            {
                keys[i] = Template(series, i, paths, step, forecast.Steps);
                order[i] = i;
            }

            Array.Sort(keys, order);
            for (int rank = 0; rank < paths; rank++)
            {
                double probability = Math.Clamp((rank + random.NextDouble()) / paths, 1e-9, 1 - 1e-9);
                loads[(order[rank] * forecast.Steps) + step - 1] = Math.Min(forecast.Quantile(step, probability), double.MaxValue);
            }
        }

        return loads;
    }

    // How far a past course was from its beginning; courses longer than the window end where it ends.
    private static double Template(SeriesState series, int path, int paths, int step, int steps)
    {
        int first = series.Window.First;
        int room = Math.Max(series.Now - first - steps, 0);
        int origin = first + (int)((path + 0.5) * room / paths);
        int time = Math.Min(origin + step, series.Now);
        return series.Window[time] - series.ProfileAt(time) - (series.Window[origin] - series.ProfileAt(origin));
    }
}
