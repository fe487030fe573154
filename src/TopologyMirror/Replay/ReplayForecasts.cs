using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Replay;

/// <summary>
/// The forecasts of one trace, made in the order of time, each from what was visible, and kept, so that policies that differ in how they
/// plan share them. Not thread-safe.
/// </summary>
public sealed partial class ReplayForecasts
{
    private readonly ReplayTrace _trace;
    private readonly Track[] _tracks;

    /// <summary>Creates the forecasts; none is made before it is asked for.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="horizon">How far ahead; at least one step of every metric is forecast.</param>
    /// <param name="forecaster">The forecaster; null for the library's default.</param>
    public ReplayForecasts(ReplayTrace trace, TimeSpan horizon, IForecaster? forecaster = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(horizon, TimeSpan.Zero);
        _trace = trace;
        _tracks = [.. trace.Metrics.Select((m, i) => new Track(trace, m, i, forecaster ?? EnsembleForecaster.Default, horizon))];
    }

    /// <summary>The trace.</summary>
    public ReplayTrace Trace => _trace;

    /// <summary>The newest forecast of every metric at a tick.</summary>
    /// <param name="tick">The tick, counted from the start of the trace; from the start of the warm-up on.</param>
    public IReadOnlyList<MetricForecast> At(int tick)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tick, _trace.Window.WarmUpStart);
        DateTimeOffset now = _trace.Start + (tick * _trace.Clock.Tick);
        return [.. _tracks.Select(t => t.At(now))];
    }

    /// <summary>The metrics, as the forecasts name them.</summary>
    internal IEnumerable<LoadMetric> Metrics => _tracks.Select(t => t.Metric);

    private sealed class Track
    {
        private readonly IForecastSession _session;
        private readonly IReadOnlyList<double> _values;
        private readonly DateTimeOffset _start;
        private readonly TimeSpan _visibleAfter;
        private readonly int _steps;
        private readonly int _first;
        private readonly List<MetricForecast> _made = [];

        public Track(ReplayTrace trace, ReplayMetric metric, int index, IForecaster forecaster, TimeSpan horizon)
        {
            // Held steps are learnt as they are, on their own grid; shorter ones as the ticks that they were averaged to.
            bool held = metric.Source.Step >= trace.Clock.Tick;
            TimeSpan step = held ? metric.Source.Step : trace.Clock.Tick;
            _values = held ? metric.Source.Values : metric.Observed.ToArray();
            _start = held ? metric.Source.Start : trace.Start;
            _visibleAfter = ReplayClock.VisibilityTicks * trace.Clock.Tick;
            _steps = (int)Math.Max(horizon.Ticks / step.Ticks, 1);
            Metric = new LoadMetric { Name = new MetricName($"metric-{index}"), Step = step, VisibilityDelay = trace.Clock.Tick };
            int firstValue = 0;
            while (double.IsNaN(_values[firstValue]))
            {
                firstValue++;
            }

            _session = forecaster.Start(new ForecastSeries(metric.Name, step, _start + (firstValue * step)) { LongestHorizon = _steps });
            _first = VisibleAt(trace.Start + (trace.Window.WarmUpStart * trace.Clock.Tick));
            for (int i = firstValue; i < _first; i++)
            {
                _session.Observe(_values[i]);
            }
        }

        public LoadMetric Metric { get; }

        public MetricForecast At(DateTimeOffset now)
        {
            int wanted = Math.Max(VisibleAt(now) - _first, 0);
            while (_made.Count <= wanted)
            {
                if (_made.Count > 0)
                {
                    _session.Observe(_values[_first + _made.Count - 1]);
                }

                _made.Add(new MetricForecast(Metric, _session.Forecast(new ForecastRequest(_steps))));
            }

            return _made[wanted];
        }

        /// <summary>Samples that are visible at a time.</summary>
        private int VisibleAt(DateTimeOffset now)
        {
            long ticks = (now - _visibleAfter - _start).Ticks;
            return ticks < 0 ? 0 : (int)Math.Min((ticks / Metric.Step.Ticks) + 1, _values.Count);
        }
    }
}
