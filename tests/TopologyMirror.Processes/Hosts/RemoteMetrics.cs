using TopologyMirror.Metrics;
using TopologyMirror.Processes.Provider;

namespace TopologyMirror.Processes.Hosts;

/// <summary>The provider's load.</summary>
internal sealed class RemoteMetrics(ProviderClient client) : IMetricSource
{
    public string Name => "remote-metrics";

    public async ValueTask<IReadOnlyList<LoadSample>> ReadAsync(MetricReadArguments arguments, CancellationToken cancellationToken)
    {
        SampleMessage[] samples = await client.ReadLoadAsync(arguments.From, arguments.To, cancellationToken);
        return [.. samples.Select(s => new LoadSample(s.Time, s.Value))];
    }
}
