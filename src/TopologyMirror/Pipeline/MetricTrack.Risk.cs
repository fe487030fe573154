using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Pipeline;

/// <summary>The courses that a metric's forecast is planned by, and whether its plans came true.</summary>
internal sealed partial class MetricTrack
{
    // Long horizons take fewer courses: what is drawn stays within some megabytes.
    private const int MostLoads = 200_000;
    private const int FewestPaths = 50;
    private const int RehearsedPaths = 200;

    private static readonly TimeSpan Rehearsed = TimeSpan.FromDays(3);

    private RiskCalibration _calibration = RiskCalibration.Start;
    private LoadPaths? _paths;
    private DateTimeOffset _judgedUntil;
    private bool _hasPlanned;

    /// <summary>How far courses reach, and how many are drawn; none are while it is null.</summary>
    public PathRequest? Drawing { get; set; }

    /// <summary>The newest forecast, with its courses where there are some. They are good until the next one is made.</summary>
    public MetricForecast Newest => _calibration.Apply(new MetricForecast(Metric, Result) { Paths = _paths, Newest = _history.Newest });

    /// <summary>When load was last seen far above what was planned for it; null when it was not.</summary>
    public DateTimeOffset? JumpedAt => _calibration.JumpedAt;

    /// <summary>Notes what is planned for a window, at every decision, so that it can be told whether the risk comes true.</summary>
    /// <param name="from">Start of the window.</param>
    /// <param name="to">End of the window.</param>
    /// <param name="risk">The requested risk.</param>
    public void Planned(DateTimeOffset from, DateTimeOffset to, double risk)
    {
        _hasPlanned = true;
        _calibration = _calibration.Plan(Newest, from, to, risk);
    }

    private void Judge(int index)
    {
        DateTimeOffset time = _history.Start + (index * Metric.Step);
        if (time >= _judgedUntil)
        {
            _judgedUntil = time + Metric.Step;
            _calibration = _calibration.Observe(time, Metric.Step, _history.ValueAt(index));
        }
    }

    /// <summary>
    /// Plans as it would have been planned at a time of the history that is read at the start, one window after the other over the last days,
    /// so that the risk is right from the first decision on.
    /// </summary>
    private void Rehearse(int index)
    {
        bool isHistory = !_hasPlanned && index < _history.Count - 1;
        if (!isHistory || Drawing is not { } drawing || (_history.Count - index) * Metric.Step > Rehearsed)
        {
            return;
        }

        int every = (int)Math.Max(Math.Ceiling(drawing.Window / Metric.Step), 1);
        int steps = (int)Math.Clamp(Math.Ceiling((drawing.Window + Metric.Step + Metric.VisibilityDelay) / Metric.Step), 1, Steps);
        var request = new ForecastRequest(steps);
        if (index % every != 0 || _session!.Forecast(request) is not { Forecast: { } forecast } result)
        {
            return;
        }

        DateTimeOffset from = _history.Start + ((index + 1) * Metric.Step) + Metric.VisibilityDelay;
        using LoadPaths paths = (_session as IJointForecastSession)?.ForecastPaths(forecast, steps, RehearsedPaths, index) ?? IndependentPaths.Of(forecast, steps, RehearsedPaths, index);
        MetricForecast planned = _calibration.Apply(new MetricForecast(Metric, result) { Paths = paths });
        _calibration = _calibration.Plan(planned, from, from + drawing.Window, drawing.Risk);
    }

    private void Draw()
    {
        _paths?.Dispose();
        _paths = null;
        if (Drawing is not { } drawing || !Result.TryGet(out LoadForecast? forecast))
        {
            return;
        }

        int steps = (int)Math.Clamp(Math.Ceiling((drawing.Reach + Metric.Step + Metric.VisibilityDelay) / Metric.Step), 1, Steps);
        int count = Math.Clamp(MostLoads / steps, FewestPaths, Math.Max(drawing.Count, FewestPaths));
        int seed = unchecked((int)(_learntUntil.Ticks / Metric.Step.Ticks));
        _paths = (_session as IJointForecastSession)?.ForecastPaths(forecast, steps, count, seed) ?? IndependentPaths.Of(forecast, steps, count, seed);
    }
}
