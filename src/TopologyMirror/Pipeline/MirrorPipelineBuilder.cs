using Microsoft.Extensions.Logging;
using TopologyMirror.Durability;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Shadow;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>
/// Builds the pipeline of one cluster, with or without dependency injection. Providers add their ports by extension methods on it.
/// <see cref="Build"/> validates everything at once and freezes it.
/// </summary>
/// <remarks>Not thread-safe. Where a single thing is set twice, the later call wins; routers add up in order.</remarks>
public sealed partial class MirrorPipelineBuilder
{
    private List<ITrafficRouter> _routers = [];
    private SortedDictionary<string, IMetricSource> _ownSources = new(StringComparer.Ordinal);
    private IInstanceFleet? _fleet;
    private IMonitoringTarget? _monitoring;
    private IConfigurationSource? _configurationSource;
    private IConfigurationTarget? _configurationTarget;
    private IMetricSource? _metricSource;
    private IOperationJournal? _journal;
    private ILeaseStore? _leases;
    private IStateStore? _state;
    private ICommandStore? _commands;
    private IHostStore? _hosts;
    private IForecaster? _forecaster;
    private IShadowManager? _shadowManager;
    private IConfigPropagator? _propagator;
    private ISwitchover? _switchover;
    private TimeProvider? _time;
    private ILoggerFactory? _loggerFactory;
    private string? _owner;
    private string? _meter;
    private bool _listensToMeters;
    private bool _pumpedByCaller;
    private Action<PipelineParts>? _inForce;

    /// <summary>Starts a cluster.</summary>
    /// <param name="cluster">Its name.</param>
    public MirrorPipelineBuilder(string cluster)
    {
        Cluster = new ClusterName(cluster);
    }

    /// <summary>The cluster.</summary>
    public ClusterName Cluster { get; }

    /// <summary>What has been set so far; providers and hosts may set more until <see cref="Build"/>.</summary>
    public MirrorPipelineOptions Options { get; private set; } = new();

    /// <summary>Adds a service, or changes one that was added or configured before.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="configure">Sets its options.</param>
    public MirrorPipelineBuilder AddService(string name, Action<ServiceOptions>? configure = null)
    {
        Configure(Options.Services, name, configure);
        return this;
    }

    /// <summary>Adds a load metric, or changes one that was added or configured before.</summary>
    /// <param name="name">Its name, as its source knows it.</param>
    /// <param name="configure">Sets its options.</param>
    /// <param name="source">A source for this metric alone; null for the cluster's.</param>
    public MirrorPipelineBuilder AddLoadMetric(string name, Action<LoadMetricOptions>? configure = null, IMetricSource? source = null)
    {
        Configure(Options.LoadMetrics, name, configure);
        if (source is not null)
        {
            _ownSources[name] = source;
        }

        return this;
    }

    /// <summary>Sets options.</summary>
    /// <param name="configure">Sets them.</param>
    public MirrorPipelineBuilder Configure(Action<MirrorPipelineOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Options);
        return this;
    }

    /// <summary>Sets how much the controller may do by itself.</summary>
    /// <param name="mode">The mode.</param>
    public MirrorPipelineBuilder RunAs(ControlMode mode)
    {
        Options.Mode = mode;
        return this;
    }

    /// <summary>Sets where instances are listed, launched and ended.</summary>
    /// <param name="fleet">The port.</param>
    public MirrorPipelineBuilder UseFleet(IInstanceFleet fleet) => Set(ref _fleet, fleet);

    /// <summary>Adds a router; switchovers set routers in the order in which they were added.</summary>
    /// <param name="router">The port.</param>
    public MirrorPipelineBuilder AddRouter(ITrafficRouter router)
    {
        ArgumentNullException.ThrowIfNull(router);
        _routers.Add(router);
        return this;
    }

    /// <summary>Sets what watches instances.</summary>
    /// <param name="monitoring">The port.</param>
    public MirrorPipelineBuilder UseMonitoring(IMonitoringTarget monitoring) => Set(ref _monitoring, monitoring);

    /// <summary>Sets where the desired configuration is read, and where instances say what they run.</summary>
    /// <param name="source">The source.</param>
    /// <param name="target">The target.</param>
    public MirrorPipelineBuilder UseConfiguration(IConfigurationSource source, IConfigurationTarget target)
    {
        Set(ref _configurationSource, source);
        return Set(ref _configurationTarget, target);
    }

    /// <summary>Sets where load metrics are read that have no source of their own.</summary>
    /// <param name="source">The source.</param>
    public MirrorPipelineBuilder UseMetricSource(IMetricSource source) => Set(ref _metricSource, source);

    /// <summary>Reads load metrics that have no source of their own from the instruments of this process that bear their names.</summary>
    /// <param name="meter">Name of the one meter to listen to; null for every meter.</param>
    public MirrorPipelineBuilder UseMeterMetrics(string? meter = null)
    {
        _listensToMeters = true;
        _meter = meter;
        return this;
    }

    /// <summary>Sets where everything is kept. Default: the memory of this process.</summary>
    /// <param name="store">The store.</param>
    public MirrorPipelineBuilder UseStore(IMirrorStore store)
    {
        UseStore(store, store, store);
        Set(ref _commands, store);
        return Set(ref _hosts, store);
    }

    /// <summary>Sets where journal, lease and state are kept; commands and hosts stay where they are. Default: the memory of this process.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="leases">The leases.</param>
    /// <param name="state">The soft state.</param>
    public MirrorPipelineBuilder UseStore(IOperationJournal journal, ILeaseStore leases, IStateStore state)
    {
        Set(ref _journal, journal);
        Set(ref _leases, leases);
        return Set(ref _state, state);
    }

    /// <summary>
    /// Sets the forecaster. Default: the models that <see cref="ForecastOptions.Models"/> names, and where it names none,
    /// <see cref="EnsembleForecaster.Default"/>.
    /// </summary>
    /// <param name="forecaster">The forecaster.</param>
    public MirrorPipelineBuilder UseForecaster(IForecaster forecaster) => Set(ref _forecaster, forecaster);

    /// <summary>Sets the shadow manager. Default: <see cref="MirrorShadowManager"/>.</summary>
    /// <param name="manager">The shadow manager.</param>
    public MirrorPipelineBuilder UseShadowManager(IShadowManager manager) => Set(ref _shadowManager, manager);

    /// <summary>Sets the propagator. Default: <see cref="BundlePropagator"/>.</summary>
    /// <param name="propagator">The propagator.</param>
    public MirrorPipelineBuilder UsePropagator(IConfigPropagator propagator) => Set(ref _propagator, propagator);

    /// <summary>Sets the sequence of switchovers. Default: <see cref="SwitchoverCoordinator"/>.</summary>
    /// <param name="switchover">The sequence.</param>
    public MirrorPipelineBuilder UseSwitchover(ISwitchover switchover) => Set(ref _switchover, switchover);

    /// <summary>Sets the clock. Default: the system's.</summary>
    /// <param name="time">The clock.</param>
    public MirrorPipelineBuilder UseTimeProvider(TimeProvider time) => Set(ref _time, time);

    /// <summary>Sets where is logged. Default: nowhere.</summary>
    /// <param name="loggerFactory">The logger factory.</param>
    public MirrorPipelineBuilder UseLoggerFactory(ILoggerFactory loggerFactory) => Set(ref _loggerFactory, loggerFactory);

    /// <summary>Sets the name under which leases are held; unique per process. Default: <c>local</c>, fit for a store in memory.</summary>
    /// <param name="owner">The name.</param>
    public MirrorPipelineBuilder UseOwner(string owner)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(owner);
        _owner = owner;
        return this;
    }

    /// <summary>Says that the caller calls the ticks: the host's loop leaves the pipeline alone.</summary>
    public MirrorPipelineBuilder PumpedByCaller()
    {
        _pumpedByCaller = true;
        return this;
    }

    /// <summary>Tells a provider of core what is in force, when it is built and after each change.</summary>
    internal MirrorPipelineBuilder OnInForce(Action<PipelineParts> inForce)
    {
        _inForce += inForce;
        return this;
    }

    /// <summary>Takes from the host what the cluster did not set itself.</summary>
    internal void DefaultTo(TimeProvider time, ILoggerFactory loggerFactory, IMirrorStore store, string owner)
    {
        _time ??= time;
        _loggerFactory ??= loggerFactory;
        _journal ??= store;
        _leases ??= store;
        _state ??= store;
        _commands ??= store;
        _hosts ??= store;
        _owner ??= owner;
    }

    private static void Configure<T>(IDictionary<string, T> options, string name, Action<T>? configure)
        where T : new()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!options.TryGetValue(name, out T? value))
        {
            options[name] = value = new T();
        }

        configure?.Invoke(value);
    }

    private MirrorPipelineBuilder Set<T>(ref T? field, T value)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value);
        field = value;
        return this;
    }
}
