using System.Buffers;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Capacity;

/// <summary>The forecast of one metric over the steps of a window, in instances of a service.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Forecast">Its forecast.</param>
/// <param name="PerLoad">Instances that a load of 1 takes.</param>
/// <param name="First">The first step.</param>
/// <param name="Last">The last step.</param>
/// <param name="Known">Load that is known of the beginning of the window; 0 when none is.</param>
internal readonly record struct MetricWindow(MetricForecast Metric, LoadForecast Forecast, double PerLoad, int First, int Last, double Known)
{
    /// <summary>The window [<paramref name="from"/>, <paramref name="to"/>) of a forecast.</summary>
    public static MetricWindow Of(MetricForecast metric, LoadForecast forecast, double perLoad, DateTimeOffset from, DateTimeOffset to)
    {
        // The instant `to` itself is not covered: a window that ends on a step's edge does not reach into the next step.
        int first = StepAt(forecast, from + TimeSpan.FromTicks(1));
        bool goesOn = metric.Newest is { } newest && newest.Time + forecast.Step > from;
        return new MetricWindow(metric, forecast, perLoad, first, Math.Max(StepAt(forecast, to), first), goesOn ? metric.Newest!.Value.Value : 0);
    }

    /// <summary>The load that is typical of the window: the mean of the steps' medians.</summary>
    public double Typical()
    {
        double sum = 0;
        for (int step = First; step <= Last; step++)
        {
            sum += Forecast.Quantile(step, 0.5);
        }

        return sum * PerLoad / (Last - First + 1);
    }

    /// <summary>The instances that are not exceeded in the window with a probability; not rounded, nor within any bounds.</summary>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public CapacityRequirement Required(double probability)
    {
        int at = First;
        double highest = Known;
        for (int step = First; step <= Last; step++)
        {
            double load = Forecast.Quantile(step, probability);
            (highest, at) = load > highest ? (load, step) : (highest, at);
        }

        double planned = Metric.Paths is null ? highest : Spread(probability).Planned;
        return new CapacityRequirement(0, planned * PerLoad, Metric.Metric.Name, Forecast.Origin + ((at - 1) * Forecast.Step), planned);
    }

    /// <summary>The instances that each course takes at most in the window.</summary>
    /// <param name="maxima">Filled, one per course.</param>
    /// <param name="probability">The quantile that will be asked for.</param>
    public void Maxima(Span<double> maxima, double probability)
    {
        LoadPaths paths = Metric.Paths!;
        Maxima(paths, maxima);
        if (!Metric.Stretch.Equals(1.0))
        {
            double[] rented = ArrayPool<double>.Shared.Rent(maxima.Length);
            maxima.CopyTo(rented);
            double median = SampleQuantile.Of(rented.AsSpan(0, maxima.Length), 0.5);
            ArrayPool<double>.Shared.Return(rented);
            foreach (ref double maximum in maxima)
            {
                maximum = Stretched(maximum, median, probability);
            }
        }

        VectorMath.Scale(maxima, PerLoad);
    }

    /// <summary>The load that is not exceeded in the window with a probability, and the one that is as likely exceeded as not.</summary>
    /// <param name="probability">Between 0 and 1, exclusive.</param>
    public (double Planned, double Median) Spread(double probability)
    {
        if (Metric.Paths is not { } paths)
        {
            return (Required(probability).Load, Required(0.5).Load);
        }

        double[] rented = ArrayPool<double>.Shared.Rent(paths.Count);
        Span<double> maxima = rented.AsSpan(0, paths.Count);
        Maxima(paths, maxima);
        maxima.Sort();
        double median = SampleQuantile.OfRising(maxima, 0.5);
        double planned = Stretched(SampleQuantile.OfRising(maxima, probability), median, probability);
        ArrayPool<double>.Shared.Return(rented);
        return (planned, median);
    }

    private void Maxima(LoadPaths paths, Span<double> maxima)
    {
        paths.Maxima(Math.Min(First, paths.Steps), Math.Min(Last, paths.Steps), maxima);
        foreach (ref double maximum in maxima)
        {
            maximum = Math.Max(maximum, Known);
        }
    }

    /// <summary>A quantile of the window's maximum, stretched; without courses as it is.</summary>
    /// <param name="load">The quantile.</param>
    /// <param name="median">The median of the maximum.</param>
    /// <param name="probability">The quantile's probability.</param>
    public double Stretched(double load, double median, double probability) =>
        Metric.Paths is null ? load
        : Metric is { Stretch: > 1, Width: { } width } ? load + ((Metric.Stretch - 1) * width * Math.Max((2 * probability) - 1, 0))
        : load > median ? median + (Metric.Stretch * (load - median))
        : load;

    /// <summary>The step that holds the instant before <paramref name="time"/>: ceil((time − origin) ÷ step), within the horizon.</summary>
    private static int StepAt(LoadForecast forecast, DateTimeOffset time)
    {
        long ahead = (time - forecast.Origin).Ticks;
        long step = (ahead + forecast.Step.Ticks - 1) / forecast.Step.Ticks;
        return (int)Math.Clamp(step, 1, forecast.Steps);
    }
}
