using TopologyMirror.Metrics;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    /// <summary>Learns the load that one instance of a service carries, from a signal that shows how hard its instances work.</summary>
    /// <param name="service">The service, added before or later.</param>
    /// <param name="configure">Sets from what it is learnt.</param>
    /// <param name="source">A source for the signal alone; null for the cluster's.</param>
    public MirrorPipelineBuilder LearnCapacity(string service, Action<LearnCapacityOptions> configure, IMetricSource? source = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddService(service, s =>
        {
            configure(s.Learn ??= new LearnCapacityOptions());
            if (source is not null)
            {
                _ownSources[s.Learn.Signal] = source;
            }
        });
    }

    /// <summary>The sources of signals, by service.</summary>
    private SortedDictionary<ServiceName, IMetricSource> SignalSources(IMetricSource? meters)
    {
        SortedDictionary<ServiceName, IMetricSource> sources = [];
        foreach ((string service, ServiceOptions options) in Options.Services.Where(s => s.Value.Learn is not null))
        {
            sources[new ServiceName(service)] = _ownSources.GetValueOrDefault(options.Learn!.Signal) ?? _metricSource ?? meters!;
        }

        return sources;
    }

    private IEnumerable<string> SignalFaults() => Options.Services
        .Where(s => s.Value?.Learn is { Signal.Length: > 0 } learn && _metricSource is null && !_listensToMeters && !_ownSources.ContainsKey(learn.Signal))
        .Select(s => $"Signal '{s.Value.Learn!.Signal}' of service '{s.Key}' of cluster '{Cluster}' has no source; call UseMetricSource or UseMeterMetrics, or give LearnCapacity one.");
}
