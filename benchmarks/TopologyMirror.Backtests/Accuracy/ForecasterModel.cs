using TopologyMirror.Forecasting;

namespace TopologyMirror.Backtests.Accuracy;

/// <summary>A forecaster of the library.</summary>
internal sealed class ForecasterModel(string name, IForecaster forecaster) : IBacktestModel
{
    public string Name => name;

    public IBacktestRun Start(BacktestSeries series, int at, int[] seasons) =>
        new Run(forecaster.Start(new ForecastSeries("series", series.Step, series.Start + (at * series.Step)) { LongestHorizon = series.Origins[0].Horizon }));

    private sealed class Run(IForecastSession session) : IBacktestRun
    {
        public void Observe(double value) => session.Observe(value);

        public double[]? Forecast(int horizon)
        {
            if (!session.Forecast(new ForecastRequest(horizon)).TryGet(out LoadForecast? forecast))
            {
                return null;
            }

            int width = BacktestLevels.All.Length;
            double[] rows = new double[horizon * width];
            for (int step = 1; step <= horizon; step++)
            {
                for (int i = 0; i < width; i++)
                {
                    rows[((step - 1) * width) + i] = forecast.Quantile(step, BacktestLevels.All[i]);
                }
            }

            return rows;
        }
    }
}
