using System.Buffers.Binary;
using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Promotion;

/// <summary>A forecast as it is written: its quantiles bit for bit, or why there is none.</summary>
internal sealed record MetricForecastForm
{
    public required LoadMetric Metric { get; init; }

    public ForecastNotReady? NotReady { get; init; }

    public double Stretch { get; init; } = 1;

    public double? Width { get; init; }

    public LoadSample? Newest { get; init; }

    public DateTimeOffset Origin { get; init; }

    public TimeSpan Step { get; init; }

    public IReadOnlyList<double>? Levels { get; init; }

    /// <summary>Quantiles, steps × levels, row by row, eight bytes each, the least significant first.</summary>
    public byte[]? Quantiles { get; init; }

    public static MetricForecastForm Of(MetricForecast metric)
    {
        if (!metric.Result.TryGet(out LoadForecast? forecast))
        {
            return new MetricForecastForm { Metric = metric.Metric, NotReady = metric.Result.NotReady, Stretch = metric.Stretch, Width = metric.Width, Newest = metric.Newest };
        }

        int width = forecast.Levels.Length;
        byte[] bytes = new byte[forecast.Steps * width * sizeof(double)];
        for (int step = 0; step < forecast.Steps; step++)
        {
            ReadOnlySpan<double> row = forecast.QuantilesAt(step + 1);
            for (int i = 0; i < width; i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(((step * width) + i) * sizeof(double)), row[i]);
            }
        }

        return new MetricForecastForm { Metric = metric.Metric, Origin = forecast.Origin, Step = forecast.Step, Levels = forecast.Levels.ToArray(), Quantiles = bytes, Stretch = metric.Stretch, Width = metric.Width, Newest = metric.Newest };
    }

    public MetricForecast Read()
    {
        if (NotReady is not null || Quantiles is null || Levels is null)
        {
            return new MetricForecast(Metric, ForecastResult.Of(NotReady ?? new ForecastNotReady(NotReadyReason.Failed, "No forecast was recorded.", null))) { Stretch = Stretch, Width = Width, Newest = Newest };
        }

        double[] values = new double[Quantiles.Length / sizeof(double)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadDoubleLittleEndian(Quantiles.AsSpan(i * sizeof(double)));
        }

        return new MetricForecast(Metric, ForecastResult.Of(new LoadForecast(Origin, Step, [.. Levels], values))) { Stretch = Stretch, Width = Width, Newest = Newest };
    }
}
