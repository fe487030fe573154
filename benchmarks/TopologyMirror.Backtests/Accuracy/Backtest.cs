namespace TopologyMirror.Backtests.Accuracy;

/// <summary>Runs one model over one series.</summary>
internal static class Backtest
{
    private const int TimedUpdates = 64;

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
            int known = Math.Min(origin.Horizon, series.Values.Length - origin.TrainEnd);
            Score(tally, rows, series.Values.AsSpan(origin.TrainEnd, known), Scale(train, origin.Seasons[0]));
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
            if (t >= half && t + like.Horizon <= series.Values.Length && t % every == 0)
            {
                TimeSpan begun = CpuClock.Now();
                double[]? rows = run.Forecast(like.Horizon);
                tally.UpdateMicroseconds += (CpuClock.Now() - begun).TotalMicroseconds;
                tally.Updates++;
                Score(tally, rows, series.Values.AsSpan(t, like.Horizon), scale);
            }

            run.Observe(series.Values[t]);
        }

        return tally;
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
        for (int i = season; i < train.Length; i++)
        {
            sum += Math.Abs(train[i] - train[i - season]);
        }

        return sum / Math.Max(train.Length - season, 1);
    }
}
