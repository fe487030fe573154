using System.Diagnostics.Metrics;

namespace TopologyMirror.Metrics;

/// <summary>
/// Reads load metrics from the host's own <see cref="System.Diagnostics.Metrics"/> instruments: a metric is the instrument of the same
/// name. It sees what this process measures, so it fits a host that is the entrance of its cluster.
/// </summary>
/// <remarks>
/// A metric is listened to from its first read on; the step in which listening began is left out, since it was not seen whole. A
/// <see cref="MetricKind.Rate"/> is the sum of a counter's measurements, or the number of a histogram's, per second. A
/// <see cref="MetricKind.Level"/> is the sum, and a <see cref="MetricKind.Utilisation"/> the mean, of the values in force at the end of a
/// step over all tag sets. Thread-safe.
/// </remarks>
public sealed class MeterMetricSource : IMetricSource, IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly string? _meter;
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, MeteredSeries> _series = new(StringComparer.Ordinal);
    private readonly List<Instrument> _published = [];

    /// <summary>Begins to listen.</summary>
    /// <param name="time">The clock by which measurements fall into steps.</param>
    /// <param name="meter">Name of the one meter to listen to; null for every meter of the process.</param>
    public MeterMetricSource(TimeProvider time, string? meter = null)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _meter = meter;
        _listener.InstrumentPublished = (instrument, _) => OnPublished(instrument);
        _listener.SetMeasurementEventCallback<byte>((i, v, tags, state) => OnMeasured(i, v, tags, state));
        _listener.SetMeasurementEventCallback<short>((i, v, tags, state) => OnMeasured(i, v, tags, state));
        _listener.SetMeasurementEventCallback<int>((i, v, tags, state) => OnMeasured(i, v, tags, state));
        _listener.SetMeasurementEventCallback<long>((i, v, tags, state) => OnMeasured(i, v, tags, state));
        _listener.SetMeasurementEventCallback<float>((i, v, tags, state) => OnMeasured(i, v, tags, state));
        _listener.SetMeasurementEventCallback<double>((i, v, tags, state) => OnMeasured(i, v, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((i, v, tags, state) => OnMeasured(i, (double)v, tags, state));
        _listener.Start();
    }

    /// <inheritdoc/>
    public string Name => "meter";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<LoadSample>> ReadAsync(MetricReadArguments arguments, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        MeteredSeries series = Listen(arguments.Metric);
        _listener.RecordObservableInstruments();
        return ValueTask.FromResult(series.Read(_time.GetUtcNow(), arguments.From, arguments.To));
    }

    /// <summary>Stops listening.</summary>
    public void Dispose() => _listener.Dispose();

    private MeteredSeries Listen(LoadMetric metric)
    {
        List<Instrument> enable;
        MeteredSeries? series;
        lock (_gate)
        {
            if (_series.TryGetValue(metric.Name.Value, out series))
            {
                return series;
            }

            _series[metric.Name.Value] = series = new MeteredSeries(metric, _time.GetUtcNow());
            enable = _published.FindAll(i => string.Equals(i.Name, metric.Name.Value, StringComparison.Ordinal));
        }

        foreach (Instrument instrument in enable)
        {
            _listener.EnableMeasurementEvents(instrument, series);
        }

        return series;
    }

    private void OnPublished(Instrument instrument)
    {
        if (_meter is not null && !string.Equals(instrument.Meter.Name, _meter, StringComparison.Ordinal))
        {
            return;
        }

        MeteredSeries? series;
        lock (_gate)
        {
            _published.Add(instrument);
            series = _series.GetValueOrDefault(instrument.Name);
        }

        if (series is not null)
        {
            _listener.EnableMeasurementEvents(instrument, series);
        }
    }

    private void OnMeasured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        if (state is MeteredSeries series && double.IsFinite(value))
        {
            series.Measure(_time.GetUtcNow(), instrument, value, tags);
        }
    }
}
