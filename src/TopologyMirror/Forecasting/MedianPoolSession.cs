using TopologyMirror.Metrics;

namespace TopologyMirror.Forecasting;

/// <summary>A session of <see cref="MedianPoolForecaster"/>.</summary>
internal sealed class MedianPoolSession(string forecaster, ForecastSeries series, IForecastSession[] members) : IForecastSession
{
    private const int Version = 1;

    public int Count => members[0].Count;

    public static MedianPoolSession? TryRestore(
        string forecaster, ForecastSeries series, IForecaster[] forecasters, ReadOnlySpan<byte> state)
    {
        var reader = new StateReader(state, forecaster, Version, series);
        reader.Int(forecasters.Length, forecasters.Length);
        var members = new IForecastSession[forecasters.Length];
        for (int i = 0; i < members.Length; i++)
        {
            ReadOnlySpan<byte> block = reader.Block();
            IForecastSession? member = reader.Good ? forecasters[i].TryRestore(series, block) : null;
            if (member is null || member.Count != (i == 0 ? member : members[0]).Count)
            {
                return null;
            }

            members[i] = member;
        }

        return reader.Complete ? new MedianPoolSession(forecaster, series, members) : null;
    }

    public void Observe(double value, SampleTags tags = SampleTags.None)
    {
        foreach (IForecastSession member in members)
        {
            member.Observe(value, tags);
        }
    }

    public ForecastResult Forecast(ForecastRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Steps, 1, nameof(request));
        var ready = new List<LoadForecast>(members.Length);
        ForecastNotReady? first = null;
        foreach (IForecastSession member in members)
        {
            ForecastResult result = member.Forecast(request);
            if (result.TryGet(out LoadForecast? forecast))
            {
                ready.Add(forecast);
            }
            else
            {
                first = Earlier(first, result.NotReady!);
            }
        }

        return ready.Count switch
        {
            0 => ForecastResult.Of(first!),
            1 => ForecastResult.Of(ready[0]),
            _ => ForecastResult.Of(Median(ready, request.Steps)),
        };
    }

    public byte[] Save()
    {
        var writer = new StateWriter(forecaster, Version, series);
        writer.Int(members.Length);
        foreach (IForecastSession member in members)
        {
            writer.Block(member.Save());
        }

        return writer.Finish();
    }

    private static ForecastNotReady Earlier(ForecastNotReady? one, ForecastNotReady other) =>
        one is null || (other.EstimatedReadyAt is { } at && !(one.EstimatedReadyAt <= at)) ? other : one;

    private static LoadForecast Median(List<LoadForecast> ready, int steps)
    {
        double[] levels = QuantileLevels.Shared;
        double[] values = new double[steps * levels.Length];
        Span<double> column = stackalloc double[Math.Min(ready.Count, 64)];
        column = ready.Count > column.Length ? new double[ready.Count] : column;
        for (int step = 1; step <= steps; step++)
        {
            for (int i = 0; i < levels.Length; i++)
            {
                for (int m = 0; m < column.Length; m++)
                {
                    column[m] = QuantileOf(ready[m], step, i);
                }

                values[((step - 1) * levels.Length) + i] = MedianOf(column);
            }
        }

        return new LoadForecast(ready[0].Origin, ready[0].Step, levels, values);
    }

    // The tail of a member with other levels can be infinite.
    private static double QuantileOf(LoadForecast forecast, int step, int level) =>
        forecast.Levels == QuantileLevels.Standard
            ? forecast.QuantilesAt(step)[level]
            : Math.Min(forecast.Quantile(step, QuantileLevels.Shared[level]), SquareRootScale.LargestQuantile);

    private static double MedianOf(Span<double> values)
    {
        int half = values.Length / 2;
        if (values.Length != 2)
        {
            values.Sort();
        }

        // Halved before they are added: two large quantiles must not overflow.
        return values.Length % 2 == 1 ? values[half] : (0.5 * values[half - 1]) + (0.5 * values[half]);
    }
}
