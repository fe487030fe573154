using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Realised;

/// <summary>Calibrates the plans of one risk as the pipeline does: one window per decision, judged when it is over. Not thread-safe.</summary>
/// <param name="forecasts">The forecasts of the trace.</param>
/// <param name="risk">The requested risk.</param>
/// <param name="length">Ticks of a window.</param>
internal sealed class CalibratedPlans(ReplayForecasts forecasts, double risk, int length)
{
    private int _before = forecasts.FirstTick;
    private readonly RiskCalibration[] _calibrations = [.. forecasts.Trace.Metrics.Select(_ => RiskCalibration.Start)];

    /// <summary>The forecasts of a tick, stretched as was learnt by then; later ticks are asked for later.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="known">The forecasts as they were made.</param>
    public IReadOnlyList<MetricForecast> At(int tick, IReadOnlyList<MetricForecast> known)
    {
        DateTimeOffset from = forecasts.Trace.Start + (tick * forecasts.Trace.Clock.Tick);
        var calibrated = new MetricForecast[known.Count];
        for (int i = 0; i < calibrated.Length; i++)
        {
            RiskCalibration calibration = _calibrations[i];
            foreach (LoadSample sample in forecasts.NewBetween(i, _before, tick))
            {
                calibration = calibration.Observe(sample.Time, known[i].Metric.Step, sample.Value);
            }

            _calibrations[i] = calibration.Plan(calibration.Apply(known[i]), from, from + (length * forecasts.Trace.Clock.Tick), risk);
            calibrated[i] = _calibrations[i].Apply(known[i]);
        }

        _before = tick;
        return calibrated;
    }
}
