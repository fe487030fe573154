namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Runs one model over one series.</summary>
internal static class Backtest
{
    private const int TimedUpdates = 64;

    /// <summary>Runs a model once, unscored, so that no compilation of its code is timed later.</summary>
    public static void WarmUp(IBacktestModel model, BacktestSeries series) => AtOrigins(model, series with { Origins = [series.Origins[0]] });

    /// <summary>From nothing at each origin.</summary>
    public static ForecastTally AtOrigins(IBacktestModel model, BacktestSeries series)
    {
        var tally = new ForecastTally();
        foreach (BacktestOrigin origin in series.Origins)
        {
            TimeSpan begun = CpuClock.Now();
            IBacktestRun run = model.Start(series, origin.TrainStart, origin.Seasons);
            ReadOnlySpan<double> train = series.Values.AsSpan(origin.TrainStart, origin.TrainEnd - origin.TrainStart);
            foreach (double value in train)
            {
                run.Observe(value);
            }

            double[]? rows = run.Forecast(origin.Horizon);
            tally.FitMilliseconds += (CpuClock.Now() - begun).TotalMilliseconds;
            tally.Fits++;
            Score(tally, rows, series, origin);
            if (model is ForecasterModel)
            {
                TimeUpdates(tally, run, series.Values.AsSpan(origin.TrainEnd, Math.Min(TimedUpdates, series.Values.Length - origin.TrainEnd)), origin.Horizon);
            }
        }

        return tally;
    }

    /// <summary>One value after the other over the last half, with a forecast before each.</summary>
    public static ForecastTally Streaming(IBacktestModel model, BacktestSeries series, int every)
    {
        var tally = new ForecastTally();
        BacktestOrigin like = series.Origins[0];
        int half = series.Values.Length / 2;
        IBacktestRun run = model.Start(series, 0, like.Seasons);
        double scale = Scale(series.Values.AsSpan(0, half), like.Seasons[0]);
        for (int t = 0; t < series.Values.Length; t++)
        {
            bool scored = t >= half && t + like.Horizon <= series.Values.Length && t % every == 0;
            TimeSpan begun = CpuClock.Now();
            double[]? rows = scored ? run.Forecast(like.Horizon) : null;
            run.Observe(series.Values[t]);
            if (scored)
            {
                tally.UpdateMicroseconds += (CpuClock.Now() - begun).TotalMicroseconds;
                tally.Updates++;
                Score(tally, rows, series.Values.AsSpan(t, like.Horizon), scale);
            }
        }

        return tally;
    }

    /// <summary>Scores what was forecast at one origin.</summary>
    /// <param name="tally">Takes the scores.</param>
    /// <param name="rows">Quantiles, a row per step; null when there is no forecast.</param>
    /// <param name="series">The series.</param>
    /// <param name="origin">The origin.</param>
    public static void Score(ForecastTally tally, double[]? rows, BacktestSeries series, BacktestOrigin origin)
    {
        ReadOnlySpan<double> train = series.Values.AsSpan(origin.TrainStart, origin.TrainEnd - origin.TrainStart);
        int known = Math.Min(origin.Horizon, series.Values.Length - origin.TrainEnd);
        Score(tally, rows, series.Values.AsSpan(origin.TrainEnd, known), Scale(train, origin.Seasons[0]));
    }

    private static void Score(ForecastTally tally, double[]? rows, ReadOnlySpan<double> actual, double scale)
    {
        if (rows is null || rows.Any(value => !double.IsFinite(value)))
        {
            tally.Fail();
        }
        else
        {
            tally.Score(rows, actual, scale);
        }
    }

    private static void TimeUpdates(ForecastTally tally, IBacktestRun run, ReadOnlySpan<double> next, int horizon)
    {
        TimeSpan begun = CpuClock.Now();
        foreach (double value in next)
        {
            run.Observe(value);
            run.Forecast(horizon);
        }

        tally.UpdateMicroseconds += (CpuClock.Now() - begun).TotalMicroseconds;
        tally.Updates += next.Length;
    }

    private static double Scale(ReadOnlySpan<double> train, int season)
    {
        double sum = 0;
        int count = 0;
        for (int i = season; i < train.Length; i++)
        {
            double difference = Math.Abs(train[i] - train[i - season]);
            if (!double.IsNaN(difference))
            {
                sum += difference;
                count++;
            }
        }

        return sum / Math.Max(count, 1);
    }
}
