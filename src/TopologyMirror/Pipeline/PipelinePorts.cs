using TopologyMirror.Data;
using TopologyMirror.Durability;
using TopologyMirror.Metrics;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>The ports of one cluster. Immutable.</summary>
internal sealed record PipelinePorts
{
    public required IInstanceFleet Fleet { get; init; }

    public required IReadOnlyList<ITrafficRouter> Routers { get; init; }

    public required IMonitoringTarget? Monitoring { get; init; }

    public IServiceWiring? Wiring { get; init; }

    public ISyntheticLoad? SyntheticLoad { get; init; }

    public required IConfigurationSource ConfigurationSource { get; init; }

    public required IConfigurationTarget ConfigurationTarget { get; init; }

    public required IReadOnlyDictionary<MetricName, IMetricSource> MetricSources { get; init; }

    /// <summary>Where the signals of services come from that learn what their instances carry.</summary>
    public IReadOnlyDictionary<ServiceName, IMetricSource> SignalSources { get; init; } = new SortedDictionary<ServiceName, IMetricSource>();

    public IWorkGate? WorkGate { get; init; }

    public IDataSynchronizer? Data { get; init; }

    /// <summary>Stands in for what no store was set for.</summary>
    public required InMemoryStore Own { get; init; }

    public required IOperationJournal Journal { get; init; }

    public required ILeaseStore Leases { get; init; }

    /// <summary>Renews the lease, together with those of the host's other clusters.</summary>
    public required LeaseKeeper Keeper { get; init; }

    public required IStateStore State { get; init; }

    public required ICommandStore Commands { get; init; }

    public required IHostStore Hosts { get; init; }
}
