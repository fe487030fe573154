using TopologyMirror.Forecasting;

namespace TopologyMirror.Tuning;

/// <summary>One model set while it is measured. Not thread-safe.</summary>
internal sealed class TuningCandidate(ForecastModelSet models, TunedSeries series, int horizon, int ticks)
{
    private const int LooksForCancellation = 256;

    private readonly IForecastSession _session = models.ToForecaster().Start(series.Series);
    private readonly Dictionary<int, OriginScore> _scores = [];
    private readonly TickTimes _times = new(ticks);
    private ForecastCost? _least;
    private long _stateBytes;
    private int _next;

    public ForecastModelSet Models => models;

    /// <summary>Why there was no forecast, of the first origin that had none.</summary>
    public ForecastNotReady? Refusal { get; private set; }

    /// <summary>The least of what was measured.</summary>
    public ForecastCost Cost => _least ?? default;

    /// <summary>
    /// Learns the history step by step, and forecasts where an origin is reached. A session is a fold of its samples, so this is what a
    /// session would forecast that was started on what was known then; nothing later has been seen.
    /// </summary>
    public void Learn(int count, ReadOnlySpan<int> origins, CancellationToken cancellationToken)
    {
        for (int step = 0; step < count; step++)
        {
            if (step % LooksForCancellation == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (!origins.IsEmpty && origins[0] == step)
            {
                Score(step);
                origins = origins[1..];
            }

            (double value, Metrics.SampleTags tags) = series.At(step);
            _session.Observe(value, tags);
        }

        _stateBytes = _session.Save().Length;
    }

    public OriginScore? ScoreAt(int origin) => _scores.TryGetValue(origin, out OriginScore score) ? score : null;

    /// <summary>Measures a round of further ticks, on samples of the history that come again.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="counts">Whether the result counts, or the round only warms up.</param>
    public void Measure(TimeProvider time, bool counts)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < ticks; i++)
        {
            double value = series.Next[_next++ % series.Next.Length];
            long begun = time.GetTimestamp();
            _session.Observe(value);
            long learnt = time.GetTimestamp();
            _session.Forecast(new ForecastRequest(horizon));
            _times.Set(i, learnt - begun, time.GetTimestamp() - learnt);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        (double update, double forecast) = _times.Means();
        var cost = new ForecastCost(Span(update, time), Span(forecast, time), allocated / ticks, _stateBytes);
        if (counts)
        {
            ForecastCost least = _least is { } before && before.Tick <= cost.Tick ? before : cost;
            _least = least with { AllocatedBytes = Math.Min(cost.AllocatedBytes, _least?.AllocatedBytes ?? long.MaxValue) };
        }
    }

    private static TimeSpan Span(double units, TimeProvider time) => TimeSpan.FromTicks((long)Math.Round(units * TimeSpan.TicksPerSecond / time.TimestampFrequency));

    private void Score(int origin)
    {
        ForecastResult result = _session.Forecast(new ForecastRequest(horizon));
        if (!result.TryGet(out LoadForecast? forecast))
        {
            Refusal ??= result.NotReady;
            return;
        }

        var score = new OriginScore();
        ReadOnlySpan<double> levels = ForecastScorer.ScoredLevels;
        Span<double> row = stackalloc double[levels.Length];
        for (int i = 0; i < horizon; i++)
        {
            double actual = series.Usable(origin + i);
            if (double.IsNaN(actual))
            {
                continue;
            }

            for (int level = 0; level < levels.Length; level++)
            {
                row[level] = forecast.Quantile(i + 1, levels[level]) / series.Unit;
            }

            score.Add(actual, row);
        }

        _scores[origin] = score;
    }
}
