using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Replay;

/// <summary>The forecasts of one metric of a trace.</summary>
internal sealed class ReplayTrack
{
    private readonly IForecaster _forecaster;
    private readonly ForecastSeries _series;
    private readonly IReadOnlyList<double> _values;
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _visibleAfter;
    private readonly int _steps;
    private readonly int _firstValue;
    private readonly int _first;
    private readonly int _paths;
    private readonly byte[] _beginning;
    private IForecastSession _session;
    private int _at;
    private MetricForecast? _newest;

    public ReplayTrack(ReplayTrace trace, ReplayMetric metric, int index, IForecaster forecaster, TimeSpan horizon, int paths, int firstTick)
    {
        // Held steps are learnt as they are, on their own grid; shorter ones as the ticks that they were averaged to.
        bool held = metric.Source.Step >= trace.Clock.Tick;
        TimeSpan step = held ? metric.Source.Step : trace.Clock.Tick;
        _values = held ? metric.Source.Values : metric.Observed.ToArray();
        _start = held ? metric.Source.Start : trace.Start;
        _visibleAfter = ReplayClock.VisibilityTicks * trace.Clock.Tick;
        _steps = (int)Math.Max(horizon.Ticks / step.Ticks, 1);
        _forecaster = forecaster;
        _paths = paths;
        Metric = new LoadMetric { Name = new MetricName($"metric-{index}"), Step = step, VisibilityDelay = trace.Clock.Tick };
        int firstValue = 0;
        while (double.IsNaN(_values[firstValue]))
        {
            firstValue++;
        }

        _series = new ForecastSeries(metric.Name, step, _start + (firstValue * step)) { LongestHorizon = _steps };
        _firstValue = firstValue;
        _first = Math.Max(VisibleAt(trace.Start + (firstTick * trace.Clock.Tick)), firstValue + 1);
        _session = Fold();
        _at = _first;
        _beginning = _session.Save();
    }

    public LoadMetric Metric { get; }

    public MetricForecast At(DateTimeOffset now)
    {
        int wanted = Math.Max(VisibleAt(now), _first);
        if (_newest is not null && wanted == _at)
        {
            return _newest;
        }

        if (wanted < _at)
        {
            _session = _forecaster.TryRestore(_series, _beginning) ?? Fold();
            _at = _first;
        }

        for (; _at < wanted; _at++)
        {
            _session.Observe(_values[_at]);
        }

        _newest?.Paths?.Dispose();
        var request = new ForecastRequest(_steps);
        ForecastResult result = _session.Forecast(request);
        LoadPaths? courses = _paths > 0 && result.TryGet(out LoadForecast? forecast)
            ? (_session as IJointForecastSession)?.ForecastPaths(forecast, _steps, _paths, seed: _at) ?? IndependentPaths.Of(forecast, _steps, _paths, seed: _at)
            : null;
        var newest = new LoadSample(_start + ((_at - 1) * Metric.Step), _values[_at - 1]);
        return _newest = new MetricForecast(Metric, result) { Paths = courses, Newest = double.IsNaN(newest.Value) ? null : newest };
    }

    /// <summary>The values that became visible after one moment and until another, oldest first.</summary>
    public IEnumerable<LoadSample> NewBetween(DateTimeOffset after, DateTimeOffset until)
    {
        for (int i = VisibleAt(after); i < VisibleAt(until); i++)
        {
            yield return new LoadSample(_start + (i * Metric.Step), _values[i]);
        }
    }

    private IForecastSession Fold()
    {
        IForecastSession session = _forecaster.Start(_series);
        for (int i = _firstValue; i < _first; i++)
        {
            session.Observe(_values[i]);
        }

        return session;
    }

    /// <summary>Samples that are visible at a time.</summary>
    private int VisibleAt(DateTimeOffset now)
    {
        long ticks = (now - _visibleAfter - _start).Ticks;
        return ticks < 0 ? 0 : (int)Math.Min((ticks / Metric.Step.Ticks) + 1, _values.Count);
    }
}
