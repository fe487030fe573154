using Microsoft.Extensions.Logging;
using TopologyMirror.Capacity;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Propagation;
using TopologyMirror.Safety;
using TopologyMirror.Shadow;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>What a pipeline is built of: validated, frozen.</summary>
internal sealed record PipelineParts
{
    public required ClusterSpecification Cluster { get; init; }

    public required MirrorPipelineOptions Options { get; init; }

    public required IReadOnlyList<ServiceCapacity> Capacities { get; init; }

    /// <summary>What instances cost; null when no service has a price.</summary>
    public CostModel? Costs { get; init; }

    /// <summary>What no launch may exceed.</summary>
    public FleetCaps Caps { get; init; } = FleetCaps.None;

    public required IReadOnlyList<LoadMetric> Metrics { get; init; }

    public required PipelinePorts Ports { get; init; }

    public required IForecaster Forecaster { get; init; }

    public required IShadowManager ShadowManager { get; init; }

    public required IConfigPropagator Propagator { get; init; }

    public required ISwitchover Switchover { get; init; }

    /// <summary>What shadow instances have to pass beside the built-in looks.</summary>
    public IReadOnlyList<IValidationCheck> Checks { get; init; } = [];

    /// <summary>Where load tests leave what they came to.</summary>
    public required LoadTestResults LoadTestResults { get; init; }

    public required IReadOnlyList<ISafetyInvariant> Invariants { get; init; }

    /// <summary>False only where a test shows what the rule keeps out: no call to a port that cannot fence, begun shortly before the lease ends.</summary>
    public bool HeedsRemainingLease { get; init; } = true;

    /// <summary>Whether a new owner waits for late calls of the one before.</summary>
    public bool AwaitsLateCalls { get; init; } = true;

    /// <summary>Whether a tick looks at the glass before it does anything.</summary>
    public bool LooksAtGlass { get; init; } = true;

    public required TimeProvider Time { get; init; }

    public required ILoggerFactory LoggerFactory { get; init; }

    public required string Owner { get; init; }

    public required bool IsPumpedByCaller { get; init; }

    /// <summary>Tells the instance on which this controller runs; null where it runs on none that it could manage.</summary>
    public Func<InstanceId?>? OwnInstance { get; init; }

    /// <summary>Told when these parts are in force; null when nobody asked.</summary>
    public Action<PipelineParts>? InForce { get; init; }

    /// <summary>What ends with the pipeline; null when everything belongs to others.</summary>
    public IDisposable? Owned { get; init; }
}
