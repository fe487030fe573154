using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Internal;
using TopologyMirror.Metrics;
using TopologyMirror.Routing;
using TopologyMirror.Telemetry;

namespace TopologyMirror.Pipeline;

/// <summary>History and forecast of one metric: reads new samples, learns each once, forecasts only when something new was learnt.</summary>
internal sealed partial class MetricTrack
{
    /// <summary>Steps that are read again, for samples that come late or are corrected at the source.</summary>
    private const int LateSteps = 5;

    private readonly ClusterName _cluster;
    private readonly IMetricSource _source;
    private readonly IForecaster _forecaster;
    private readonly ForecastOptions _options;
    private readonly PortCall _call;
    private readonly TimeProvider _time;
    private readonly LoadHistory _history;
    private readonly ServingHistory _serving = new();
    private IForecastSession? _session;
    private DateTimeOffset _learntUntil;
    private long _learntRevision;

    public MetricTrack(
        ClusterName cluster, LoadMetric metric, IMetricSource source, IForecaster forecaster, ForecastOptions options, PortCall call, TimeProvider time)
    {
        _cluster = cluster;
        Metric = metric;
        _source = source;
        _forecaster = forecaster;
        _options = options;
        _call = call;
        _time = time;
        int capacity = (int)Math.Clamp(options.HistoryLength / metric.Step, 2, int.MaxValue / 4);
        _history = new LoadHistory($"metric '{metric.Name}'", metric.Step, capacity);
        Result = ForecastResult.Of(new ForecastNotReady(NotReadyReason.TooFewSamples, "No sample was read yet.", null));
    }

    public LoadMetric Metric { get; }

    /// <summary>When load tests were mixed into the load; null when none ever is.</summary>
    public LoadTestLog? LoadTests { get; set; }

    /// <summary>The newest forecast, or why there is none.</summary>
    public ForecastResult Result { get; private set; }

    /// <summary>The newest load; null before the first sample.</summary>
    public ObservedLoad? Load { get; private set; }

    /// <summary>The sample of the step that holds a time; null when there is none.</summary>
    /// <param name="time">The time.</param>
    public LoadSample? SampleAt(DateTimeOffset time)
    {
        long index = time < _history.Start ? -1 : (time - _history.Start).Ticks / Metric.Step.Ticks;
        return index >= 0 && index < _history.Count && !double.IsNaN(_history.ValueAt((int)index))
            ? new LoadSample(time, _history.ValueAt((int)index), _history.TagsAt((int)index))
            : null;
    }

    /// <summary>Why the newest samples could not be read; null when they could. The load then grows stale, and stale load holds.</summary>
    public string? Fault { get; private set; }

    /// <summary>Notes what serves, by which a utilisation becomes load: at every observation, since a switchover changes it within a tick.</summary>
    /// <param name="world">The observation.</param>
    /// <param name="services">The services of the cluster.</param>
    public void Note(WorldView world, IReadOnlyList<ServiceCapacity> services)
    {
        int serving = services.Where(c => Metric.Service is null || Metric.Service == c.Service).Sum(c => world.ServingCount(c.Service));
        _serving.Note(world.ObservedAt, serving);
    }

    /// <summary>Reads what is new at the source.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset from = _history.Count == 0 ? now - _options.HistoryLength : _history.End - (LateSteps * Metric.Step);
        var arguments = new MetricReadArguments(_cluster, Metric, from, now);
        try
        {
            Fault = null;
            Take(await _call.AskAsync(_source.Name, token => _source.ReadAsync(arguments, token), cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !e.IsFatal())
        {
            Fault = $"Metric '{Metric.Name}' cannot be read: {e.Message}";
        }
    }

    /// <summary>Learns what is new and forecasts from it. A forecaster that fails leaves the reactive rule alone in charge.</summary>
    public void Forecast()
    {
        try
        {
            LearnAndForecast();
        }
        catch (Exception e) when (!e.IsFatal())
        {
            _session = null;
            _paths?.Dispose();
            _paths = null;
            Result = ForecastResult.Of(new ForecastNotReady(NotReadyReason.Failed, $"Forecaster '{_forecaster.Name}' failed: {e.Message}", null));
        }
    }

    private void Take(IReadOnlyList<LoadSample> samples)
    {
        foreach (LoadSample sample in samples.OrderBy(static s => s.Time))
        {
            string change = Add(sample);
            if (!string.Equals(change, nameof(HistoryChange.Unchanged), StringComparison.Ordinal))
            {
                MirrorTelemetry.Samples.Add(
                    1,
                    new(MirrorTelemetry.ClusterTag, _cluster.Value),
                    new(MirrorTelemetry.MetricTag, Metric.Name.Value),
                    new(MirrorTelemetry.ChangeTag, change));
            }
        }

        Load = _history.Newest is { } newest ? new ObservedLoad(Metric, newest.Value, newest.Time + Metric.Step) : null;
    }

    /// <summary>One value that is no load is left out and reported; it keeps nothing else from being learnt.</summary>
    private string Add(LoadSample sample)
    {
        try
        {
            LoadSample load = Metric.Kind == MetricKind.Utilisation
                ? UtilisationLoad.ToLoad(sample, _serving.Mean(sample.Time, sample.Time + Metric.Step))
                : sample;
            if (LoadTests?.Overlaps(Metric.Service, sample.Time, sample.Time + Metric.Step) == true)
            {
                load = load with { Tags = load.Tags | SampleTags.LoadTest };
            }

            return _history.Add(load).ToString();
        }
        catch (InvalidLoadException e)
        {
            Fault = e.Message;
            return "Invalid";
        }
    }

    private int Steps => (int)Math.Max(_options.Horizon.Ticks / Metric.Step.Ticks, 1);

    private void LearnAndForecast()
    {
        if (_history.Count == 0 || (_session is not null && _history.End == _learntUntil && _history.Revision == _learntRevision))
        {
            return;
        }

        long started = _time.GetTimestamp();
        if (_session is null || _history.Revision != _learntRevision)
        {
            // What was learnt has changed: a session cannot unlearn, so it begins anew.
            _session = _forecaster.Start(new ForecastSeries(Metric.Name.Value, Metric.Step, _history.Start) { LongestHorizon = Steps });
            _learntUntil = _history.Start;
            _learntRevision = _history.Revision;
        }

        int next = (int)((_learntUntil - _history.Start).Ticks / Metric.Step.Ticks);
        for (int i = next; i < _history.Count; i++)
        {
            _session.Observe(_history.ValueAt(i), _history.TagsAt(i));
            Judge(i);
            Rehearse(i);
        }

        _learntUntil = _history.End;
        Result = _session.Forecast(new ForecastRequest(Steps));
        Draw();
        MirrorTelemetry.ForecastDuration.Record(
            _time.GetElapsedTime(started).TotalSeconds,
            new(MirrorTelemetry.ClusterTag, _cluster.Value),
            new(MirrorTelemetry.MetricTag, Metric.Name.Value));
    }
}
