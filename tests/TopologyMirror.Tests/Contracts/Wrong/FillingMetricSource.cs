using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Reports every step, and zero where it knows nothing.</summary>
internal sealed class FillingMetricSource(IMetricSource inner) : IMetricSource
{
    public string Name => inner.Name;

    public async ValueTask<IReadOnlyList<LoadSample>> ReadAsync(MetricReadArguments arguments, CancellationToken cancellationToken)
    {
        var samples = new List<LoadSample>();
        for (DateTimeOffset time = arguments.From; time < arguments.To; time += arguments.Metric.Step)
        {
            samples.Add(new LoadSample(time, 0));
        }

        return [.. samples, .. await inner.ReadAsync(arguments, cancellationToken)];
    }
}
