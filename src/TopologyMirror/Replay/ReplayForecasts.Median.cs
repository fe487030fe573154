using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Replay;

public sealed partial class ReplayForecasts
{
    /// <summary>
    /// The highest median from now on for a while, in instances, over the metrics; <see cref="double.NaN"/> when no metric has a forecast.
    /// </summary>
    internal double HighestMedian(ReplayObservation observation, TimeSpan ahead)
    {
        double highest = double.NaN;
        foreach ((MetricForecast metric, ReplayMetric recorded) in At(observation.Tick).Zip(_trace.Metrics))
        {
            if (!metric.Result.TryGet(out LoadForecast? forecast))
            {
                continue;
            }

            // A window that ends on a step's edge does not reach into the next step.
            int first = (int)Math.Clamp(((observation.Now - forecast.Origin).Ticks / forecast.Step.Ticks) + 1, 1, forecast.Steps);
            long steps = ((observation.Now + ahead - forecast.Origin).Ticks + forecast.Step.Ticks - 1) / forecast.Step.Ticks;
            for (int step = first; step <= Math.Clamp(steps, first, forecast.Steps); step++)
            {
                double demand = forecast.Quantile(step, 0.5) / recorded.Unit;
                highest = demand <= highest ? highest : demand;
            }
        }

        return highest;
    }
}
