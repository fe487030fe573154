using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Telemetry;

namespace TopologyMirror.Pipeline;

/// <summary>History and forecast of one metric: reads new samples, learns each once, forecasts only when something new was learnt.</summary>
internal sealed class MetricTrack
{
    /// <summary>Steps that are read again, for samples that come late or are corrected at the source.</summary>
    private const int LateSteps = 5;

    private readonly ClusterName _cluster;
    private readonly IMetricSource _source;
    private readonly IForecaster _forecaster;
    private readonly ForecastOptions _options;
    private readonly TimeProvider _time;
    private readonly LoadHistory _history;
    private readonly ServingHistory _serving = new();
    private IForecastSession? _session;
    private DateTimeOffset _learntUntil;
    private long _learntRevision;

    public MetricTrack(
        ClusterName cluster, LoadMetric metric, IMetricSource source, IForecaster forecaster, ForecastOptions options, TimeProvider time)
    {
        _cluster = cluster;
        Metric = metric;
        _source = source;
        _forecaster = forecaster;
        _options = options;
        _time = time;
        int capacity = (int)Math.Clamp(options.HistoryLength / metric.Step, 2, int.MaxValue / 4);
        _history = new LoadHistory($"metric '{metric.Name}'", metric.Step, capacity);
        Result = ForecastResult.Of(new ForecastNotReady(NotReadyReason.TooFewSamples, "No sample was read yet.", null));
    }

    public LoadMetric Metric { get; }

    /// <summary>The newest forecast, or why there is none.</summary>
    public ForecastResult Result { get; private set; }

    /// <summary>The newest load; null before the first sample.</summary>
    public ObservedLoad? Newest { get; private set; }

    /// <summary>Notes how many instances serve, by which a utilisation becomes load.</summary>
    /// <param name="at">When that was observed.</param>
    /// <param name="serving">The instances that the metric is a mean over.</param>
    public void NoteServing(DateTimeOffset at, int serving) => _serving.Note(at, serving);

    /// <summary>Reads what is new at the source.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask ReadAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset now = _time.GetUtcNow();
        DateTimeOffset from = _history.Count == 0 ? now - _options.HistoryLength : _history.End - (LateSteps * Metric.Step);
        IReadOnlyList<LoadSample> samples = await _source
            .ReadAsync(new MetricReadArguments(_cluster, Metric, from, now), cancellationToken).ConfigureAwait(false);
        foreach (LoadSample sample in samples.OrderBy(static s => s.Time))
        {
            HistoryChange change = _history.Add(
                Metric.Kind == MetricKind.Utilisation
                    ? UtilisationLoad.ToLoad(sample, _serving.Mean(sample.Time, sample.Time + Metric.Step))
                    : sample);
            if (change != HistoryChange.Unchanged)
            {
                MirrorTelemetry.Samples.Add(
                    1,
                    new(MirrorTelemetry.ClusterTag, _cluster.Value),
                    new(MirrorTelemetry.MetricTag, Metric.Name.Value),
                    new(MirrorTelemetry.ChangeTag, change.ToString()));
            }
        }

        Newest = _history.Newest is { } newest ? new ObservedLoad(Metric, newest.Value, newest.Time + Metric.Step) : null;
    }

    /// <summary>Learns what is new and forecasts from it.</summary>
    public void Forecast()
    {
        if (_history.Count == 0 || (_session is not null && _history.End == _learntUntil && _history.Revision == _learntRevision))
        {
            return;
        }

        long started = _time.GetTimestamp();
        if (_session is null || _history.Revision != _learntRevision)
        {
            // What was learnt has changed: a session cannot unlearn, so it begins anew.
            _session = _forecaster.Start(new ForecastSeries(Metric.Name.Value, Metric.Step, _history.Start));
            _learntUntil = _history.Start;
            _learntRevision = _history.Revision;
        }

        int next = (int)((_learntUntil - _history.Start).Ticks / Metric.Step.Ticks);
        for (int i = next; i < _history.Count; i++)
        {
            _session.Observe(_history.ValueAt(i), _history.TagsAt(i));
        }

        _learntUntil = _history.End;
        int steps = (int)Math.Max(_options.Horizon.Ticks / Metric.Step.Ticks, 1);
        Result = _session.Forecast(new ForecastRequest(steps));
        MirrorTelemetry.ForecastDuration.Record(
            _time.GetElapsedTime(started).TotalSeconds,
            new(MirrorTelemetry.ClusterTag, _cluster.Value),
            new(MirrorTelemetry.MetricTag, Metric.Name.Value));
    }
}
