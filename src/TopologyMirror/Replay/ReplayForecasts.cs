using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Replay;

/// <summary>
/// The forecasts of one trace, made in the order of time, each from what was visible. The newest one is kept; asked for an earlier one, it
/// begins again at <see cref="FirstTick"/>, so that policies can be run one after the other. Not thread-safe.
/// </summary>
public sealed partial class ReplayForecasts
{
    private readonly ReplayTrace _trace;
    private readonly ReplayTrack[] _tracks;

    /// <summary>Creates the forecasts; none is made before it is asked for.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="horizon">How far ahead; at least one step of every metric is forecast.</param>
    /// <param name="forecaster">The forecaster; null for the library's default.</param>
    /// <param name="paths">Courses of load that are drawn with each forecast; 0 for none.</param>
    /// <param name="before">How long before the warm-up they begin, as far as there is history; by default they begin with it.</param>
    public ReplayForecasts(ReplayTrace trace, TimeSpan horizon, IForecaster? forecaster = null, int paths = 0, TimeSpan before = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(horizon, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(paths);
        ArgumentOutOfRangeException.ThrowIfLessThan(before, TimeSpan.Zero);
        FirstTick = (int)Math.Max(trace.Window.WarmUpStart - (before.Ticks / trace.Clock.Tick.Ticks), Math.Min(trace.Window.WarmUpStart, ReplayClock.VisibilityTicks));
        _trace = trace;
        _tracks = [.. trace.Metrics.Select((m, i) => new ReplayTrack(trace, m, i, forecaster ?? EnsembleForecaster.Default, horizon, paths, FirstTick))];
    }

    /// <summary>The trace.</summary>
    public ReplayTrace Trace => _trace;

    /// <summary>The first tick that they can be asked for.</summary>
    public int FirstTick { get; }

    /// <summary>The newest forecast of every metric at a tick. Its courses are good until the next call.</summary>
    /// <param name="tick">The tick, counted from the start of the trace; from <see cref="FirstTick"/> on.</param>
    public IReadOnlyList<MetricForecast> At(int tick)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tick, FirstTick);
        DateTimeOffset now = _trace.Start + (tick * _trace.Clock.Tick);
        return [.. _tracks.Select(t => t.At(now))];
    }

    /// <summary>The metrics, as the forecasts name them.</summary>
    internal IEnumerable<LoadMetric> Metrics => _tracks.Select(t => t.Metric);

    /// <summary>The values of a metric that became visible after a tick and until another.</summary>
    /// <param name="metric">0 to the number of metrics − 1.</param>
    /// <param name="after">The one tick.</param>
    /// <param name="until">The other.</param>
    public IEnumerable<LoadSample> NewBetween(int metric, int after, int until) => _tracks[metric].NewBetween(TimeOf(after), TimeOf(until));

    private DateTimeOffset TimeOf(int tick) => _trace.Start + (tick * _trace.Clock.Tick);
}
