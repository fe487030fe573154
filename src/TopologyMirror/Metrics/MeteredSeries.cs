using System.Diagnostics.Metrics;
using System.Globalization;

namespace TopologyMirror.Metrics;

/// <summary>Measurements of one metric, gathered into whole steps.</summary>
internal sealed class MeteredSeries
{
    private const int KeptSteps = 7 * 24 * 60;

    private readonly Lock _gate = new();
    private readonly LoadMetric _metric;
    private readonly Queue<LoadSample> _samples = new();
    private readonly SortedDictionary<string, double> _inForce = new(StringComparer.Ordinal);
    private DateTimeOffset _stepStart;
    private double _arrived;
    private bool _measured;
    private bool _isWhole;

    public MeteredSeries(LoadMetric metric, DateTimeOffset now)
    {
        _metric = metric;
        _stepStart = now.AddTicks(-(now.UtcTicks % metric.Step.Ticks));
    }

    public void Measure(DateTimeOffset now, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Type kind = instrument.GetType().GetGenericTypeDefinition();
        bool isTotal = kind == typeof(ObservableCounter<>);
        lock (_gate)
        {
            CloseSteps(now);
            _measured = true;
            if (_metric.Kind != MetricKind.Rate)
            {
                string key = KeyOf(instrument, tags);
                bool isChange = kind == typeof(UpDownCounter<>) || kind == typeof(Counter<>);
                _inForce[key] = isChange ? _inForce.GetValueOrDefault(key) + value : value;
            }
            else if (isTotal)
            {
                // An observable counter reports its total: what arrived is the difference, and a lower total is a restart.
                string key = KeyOf(instrument, tags);
                _arrived += _inForce.TryGetValue(key, out double before) && value >= before ? value - before : 0;
                _inForce[key] = value;
            }
            else
            {
                _arrived += kind == typeof(Histogram<>) ? 1 : Math.Max(value, 0);
            }
        }
    }

    public IReadOnlyList<LoadSample> Read(DateTimeOffset now, DateTimeOffset from, DateTimeOffset to)
    {
        lock (_gate)
        {
            CloseSteps(now);
            return [.. _samples.Where(s => s.Time >= from && s.Time < to)];
        }
    }

    private static string KeyOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = new System.Text.StringBuilder(instrument.Meter.Name);
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            key.Append('\n').Append(tag.Key).Append('=').Append(Convert.ToString(tag.Value, CultureInfo.InvariantCulture));
        }

        return key.ToString();
    }

    private void CloseSteps(DateTimeOffset now)
    {
        while (_stepStart + _metric.Step <= now)
        {
            // Before the first measurement nothing is known: no instrument may be there yet. After it, silence of a counter is a zero.
            if (_isWhole && _measured)
            {
                _samples.Enqueue(new LoadSample(_stepStart, Math.Max(Value(), 0)));
                if (_samples.Count > KeptSteps)
                {
                    _samples.Dequeue();
                }
            }

            _isWhole = true;
            _arrived = 0;
            _stepStart += _metric.Step;
        }
    }

    private double Value() => _metric.Kind switch
    {
        MetricKind.Rate => _arrived / _metric.Step.TotalSeconds,
        MetricKind.Level => _inForce.Values.Sum(),
        _ => _inForce.Count == 0 ? 0 : _inForce.Values.Average(),
    };
}
