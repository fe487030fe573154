using Microsoft.Extensions.Logging.Abstractions;
using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Propagation;
using TopologyMirror.Shadow;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    private const PortCapabilities NeededOfRouters = PortCapabilities.JoinByRoute;

    /// <summary>Says what keeps the cluster from being built.</summary>
    /// <returns>One sentence per fault; empty when there is none.</returns>
    public IReadOnlyList<string> Faults() =>
    [
        .. MirrorPipelineOptionsRules.Faults(Options),
        .. NameFaults(),
        .. PortFaults(),
        .. ForecastFaults(),
        .. ValidationFaults(),
        .. SignalFaults(),
        .. RecordFaults(),
        .. WorkAndDataFaults(),
    ];

    /// <summary>Validates and freezes what was set, and builds the pipeline. The builder may be changed and built again.</summary>
    /// <exception cref="InvalidPipelineException">Something is missing or contradicts something else; lists every fault.</exception>
    public MirrorPipeline Build()
    {
        IReadOnlyList<string> faults = Faults();
        if (faults.Count > 0)
        {
            throw new InvalidPipelineException(Cluster.Value, faults);
        }

        return new MirrorPipeline(BuildParts(running: null, forecaster: null));
    }

    private PipelineParts BuildParts(PipelineParts? running, IForecaster? forecaster)
    {
        ClusterSpecification specification = ClusterSpecification.Create(Cluster, Services());
        LoadMetric[] metrics = [.. Options.LoadMetrics.Select(m => ToMetric(m.Key, m.Value))];
        MirrorPipelineOptions options = Options.Copy();
        TimeProvider time = _time ?? TimeProvider.System;
        InMemoryStore own = running?.Ports.Own ?? new InMemoryStore(time);
        MeterMetricSource? meters = _listensToMeters ? running?.Owned as MeterMetricSource ?? new MeterMetricSource(time, _meter) : null;
        ILeaseStore leases = _leases ?? own;
        LoadTestResults loadTests = running?.LoadTestResults ?? new LoadTestResults();
        return new PipelineParts
        {
            Cluster = specification,
            Options = options,
            Capacities = [.. specification.Services.Select(s => ToCapacity(s.Name, Options.Services[s.Name.Value]))],
            Costs = CostRules.ToModel(options),
            Caps = FleetCaps.Of(options.Caps),
            Metrics = metrics,
            Ports = new PipelinePorts
            {
                Fleet = _fleet!,
                Routers = [.. _routers],
                Monitoring = _monitoring,
                Wiring = _wiring,
                SyntheticLoad = _syntheticLoad,
                ConfigurationSource = _configurationSource!,
                ConfigurationTarget = _configurationTarget!,
                MetricSources = new SortedDictionary<MetricName, IMetricSource>(
                    metrics.ToDictionary(m => m.Name, m => _ownSources.GetValueOrDefault(m.Name.Value) ?? _metricSource ?? meters!)),
                SignalSources = SignalSources(meters),
                WorkGate = _workGate,
                Data = _data,
                Own = own,
                Journal = _journal ?? own,
                Leases = leases,
                Keeper = Keeper(leases, time, running),
                State = _state ?? own,
                Commands = _commands ?? own,
                Hosts = _hosts ?? own,
            },
            Forecaster = forecaster ?? MakeForecaster(),
            ShadowManager = _decorateShadowManager(_shadowManager ?? new MirrorShadowManager()),
            Propagator = _decoratePropagator(_propagator ?? new BundlePropagator()),
            Switchover = _decorateSwitchover(_switchover ?? new SwitchoverCoordinator(options.Switchover)),
            Checks = Checks(options.Validation, metrics, time, loadTests),
            LoadTestResults = loadTests,
            Invariants = _leftOut.Invariants,
            HeedsRemainingLease = !_leftOut.RemainingLease,
            AwaitsLateCalls = !_leftOut.LateCalls,
            LooksAtGlass = !_leftOut.LookAtGlass,
            Time = time,
            LoggerFactory = _loggerFactory ?? NullLoggerFactory.Instance,
            Owner = _owner ?? "local",
            IsPumpedByCaller = _pumpedByCaller,
            OwnInstance = _ownInstance,
            InForce = _inForce,
            Owned = meters ?? running?.Owned,
        };
    }

    private static LoadMetric ToMetric(string name, LoadMetricOptions options) => new()
    {
        Name = new MetricName(name),
        Kind = options.Kind,
        Service = options.Service is { } service ? new ServiceName(service) : null,
        Unit = options.Unit,
        Step = options.Step,
        VisibilityDelay = options.VisibilityDelay,
    };

    private ServiceCapacity ToCapacity(ServiceName name, ServiceOptions options)
    {
        var loads = new SortedDictionary<MetricName, double>();
        foreach (string metric in Options.LoadMetrics.Keys)
        {
            double? load = options.LoadPer.TryGetValue(metric, out double own) ? own : options.LoadPerInstance;
            if (load is { } value)
            {
                loads[new MetricName(metric)] = value;
            }
        }

        return new ServiceCapacity
        {
            Service = name,
            Floor = options.Floor,
            Ceiling = options.Ceiling,
            ScheduledFloors = ScheduledFloorRules.ToFloors(options),
            CeilingBuffer = options.CeilingBuffer,
            CeilingLimit = Options.Caps.TotalInstances,
            LoadPerInstance = loads,
        };
    }

    private IReadOnlyList<ServiceSpecification> Services() =>
        [.. Options.Services.Where(s => s.Value is not null).Select(s => ToSpecification(s.Key, s.Value))];

    private static ServiceSpecification ToSpecification(string name, ServiceOptions options) =>
        new(new ServiceName(name), [.. options.DependsOn.Select(d => new ServiceName(d))])
        {
            Shares = [.. options.Shares.Select(d => new ServiceName(d))],
            Work = options.Work,
            KeepUnstarted = options.KeepUnstarted,
            DataSets = [.. options.DataSets.Select(d => new DataSetName(d)).Order()],
        };

    private List<string> NameFaults()
    {
        var faults = new List<string>();
        foreach (string metric in Options.LoadMetrics.Keys)
        {
            Try(() => new MetricName(metric));
        }

        try
        {
            faults.AddRange(ClusterSpecification.Faults(Cluster, Services()));
        }
        catch (InvalidNameException e)
        {
            faults.Add(e.Message);
        }

        return faults;

        void Try(Func<MetricName> make)
        {
            try
            {
                make();
            }
            catch (InvalidNameException e)
            {
                faults.Add(e.Message);
            }
        }
    }

    private IEnumerable<string> PortFaults()
    {
        if (_fleet is null && _routers.Count == 0)
        {
            yield return $"Cluster '{Cluster}' has no provider; call UseSimulation or another provider's Use method.";
            yield break;
        }

        if (_fleet is null)
        {
            yield return $"Cluster '{Cluster}' has no instance fleet; call UseFleet or a provider's Use method.";
        }

        if (_routers.Count == 0)
        {
            yield return $"Cluster '{Cluster}' has no traffic router; call AddRouter or a provider's Use method.";
        }

        foreach (IGrouping<string, Routing.ITrafficRouter> same in _routers.GroupBy(r => r.Description.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return $"Cluster '{Cluster}' has {same.Count()} routers named '{same.Key}'.";
        }

        foreach (PortDescription router in _routers.Select(r => r.Description))
        {
            PortCapabilities missing = NeededOfRouters & ~router.Capabilities;
            if (missing != PortCapabilities.None)
            {
                yield return $"Cluster '{Cluster}' needs {missing} of its routers, which '{router.Name}' cannot do (it can do: {router.Capabilities}).";
            }
        }

        if (_configurationSource is null || _configurationTarget is null)
        {
            yield return $"Cluster '{Cluster}' has no configuration source and target; call UseConfiguration or a provider's Use method.";
        }
        else if (!_configurationTarget.Description.Capabilities.HasFlag(PortCapabilities.DigestReadBack))
        {
            PortDescription target = _configurationTarget.Description;
            yield return $"Cluster '{Cluster}' needs {PortCapabilities.DigestReadBack} of its configuration target, which '{target.Name}' cannot do (it can do: {target.Capabilities}).";
        }

        if (_configurationSource is { } source && _configurationTarget is { Description: var able } && (source.NeededOfTarget & ~able.Capabilities) is var lacking and not PortCapabilities.None)
        {
            yield return $"Configuration source '{source.Name}' of cluster '{Cluster}' needs {lacking} of its configuration target, which '{able.Name}' cannot do (it can do: {able.Capabilities}).";
        }

        foreach (string metric in Options.LoadMetrics.Keys.Where(m => _metricSource is null && !_listensToMeters && !_ownSources.ContainsKey(m)))
        {
            yield return $"Load metric '{metric}' of cluster '{Cluster}' has no source; call UseMetricSource or UseMeterMetrics, or give AddLoadMetric one.";
        }
    }
}
