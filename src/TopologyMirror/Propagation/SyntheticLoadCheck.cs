using TopologyMirror.Metrics;

namespace TopologyMirror.Propagation;

/// <summary>The built-in check <c>synthetic-load</c>: an instance stands the load that one instance gets at the forecast's 99th percentile.</summary>
/// <remarks>Without a forecast the load that an instance is said to carry is offered. Never calls an instance that is live.</remarks>
public sealed class SyntheticLoadCheck : IValidationCheck
{
    private readonly ISyntheticLoad _load;
    private readonly SyntheticLoadOptions _options;
    private readonly IReadOnlyList<MetricName> _rates;
    private readonly TimeProvider _time;

    /// <summary>Creates the check.</summary>
    /// <param name="load">Offers the load.</param>
    /// <param name="options">Duration and limits; read once per check.</param>
    /// <param name="metrics">The cluster's load metrics; only rates can be offered.</param>
    /// <param name="time">The clock.</param>
    public SyntheticLoadCheck(ISyntheticLoad load, SyntheticLoadOptions options, IEnumerable<LoadMetric> metrics, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(metrics);
        ArgumentNullException.ThrowIfNull(time);
        _load = load;
        _options = options;
        _rates = [.. metrics.Where(m => m.Kind == MetricKind.Rate).Select(m => m.Name)];
        _time = time;
    }

    /// <summary>The name of this check.</summary>
    public const string CheckName = "synthetic-load";

    /// <inheritdoc/>
    public string Name => CheckName;

    /// <inheritdoc/>
    public TimeSpan Deadline => _options.Deadline;

    /// <inheritdoc/>
    public async ValueTask<ValidationFinding> CheckAsync(ValidationArguments arguments, CancellationToken cancellationToken)
    {
        InstanceId id = arguments.Instance.Id;
        if (arguments.Live.Contains(id))
        {
            return ValidationFinding.Refused(id, "its side", "live", "shadow", string.Empty, arguments.ObservedAt, earliest: null);
        }

        SortedDictionary<MetricName, double> load = LoadOf(arguments);
        if (load.Count == 0)
        {
            // No rate drives the service: there is nothing to offer.
            return ValidationFinding.Passed(id);
        }

        var asked = new SyntheticLoadArguments(arguments.Cluster, id, arguments.Instance.Service, arguments.Digest, load, _options.Duration);
        SyntheticLoadResult result = await _load.OfferAsync(asked, cancellationToken).ConfigureAwait(false);
        return Judge(id, result, _time.GetUtcNow());
    }

    private ValidationFinding Judge(InstanceId id, SyntheticLoadResult result, DateTimeOffset now)
    {
        if (result.Requests <= 0 || result.Errors < 0 || result.Errors > result.Requests)
        {
            return ValidationFinding.Refused(
                id, "its load test", $"{result.Errors} errors of {result.Requests} requests", "at least one request, and no more errors than requests", string.Empty, now, now);
        }

        double errorRate = (double)result.Errors / result.Requests;
        return errorRate > _options.MaxErrorRate
            ? ValidationFinding.Refused(id, "error rate under synthetic load", errorRate, _options.MaxErrorRate, "of requests", now, now)
            : result.Latency99 > _options.MaxLatency
            ? ValidationFinding.Refused(
                id, "99th percentile of latency under synthetic load", result.Latency99.TotalSeconds, _options.MaxLatency.TotalSeconds, "s", now, now)
            : ValidationFinding.Passed(id);
    }

    private SortedDictionary<MetricName, double> LoadOf(ValidationArguments arguments)
    {
        SortedDictionary<MetricName, double> load = [];
        foreach (MetricName metric in _rates)
        {
            if (arguments.ExpectedLoad.TryGetValue(metric, out double expected) || arguments.RatedLoad.TryGetValue(metric, out expected))
            {
                load[metric] = expected;
            }
        }

        return load;
    }
}
