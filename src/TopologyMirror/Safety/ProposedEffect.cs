using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>An effect that is about to be issued. Immutable.</summary>
public sealed record ProposedEffect
{
    /// <summary>What it does.</summary>
    public required ProposedEffectKind Kind { get; init; }

    /// <summary>Its key.</summary>
    public required EffectKey Key { get; init; }

    /// <summary>The epoch that it carries.</summary>
    public required Epoch Epoch { get; init; }

    /// <summary>The router, where routes are concerned.</summary>
    public string? Router { get; init; }

    /// <summary>The service, where one alone is concerned.</summary>
    public ServiceName? Service { get; init; }

    /// <summary>The data set, where one is concerned.</summary>
    public DataSetName? DataSet { get; init; }

    /// <summary>Instances to launch; 0 for every other kind.</summary>
    public int Count { get; init; }

    /// <summary>The instances named, in ordinal order; empty for a launch.</summary>
    public IReadOnlyList<InstanceId> Instances { get; init; } = [];

    /// <summary>The weights to set; empty for every other kind.</summary>
    public IReadOnlyList<RouteWeight> Weights { get; init; } = [];

    /// <summary>The links to set; empty for every other kind.</summary>
    public IReadOnlyList<WireLink> Links { get; init; } = [];

    /// <summary>The revision, where configuration is concerned.</summary>
    public ConfigDigest? Digest { get; init; }

    /// <summary>The id of the step that is executed; null for every other kind.</summary>
    public string? ExecutionStep { get; init; }

    /// <summary>The instances that get requests by it.</summary>
    public IEnumerable<InstanceId> Routed => Weights.Where(w => w.Weight > 0).Select(w => w.Instance);

    /// <summary>The instances that lose their requests by it.</summary>
    public IEnumerable<InstanceId> Unrouted => Kind switch
    {
        ProposedEffectKind.SetWeights => Weights.Where(w => w.Weight == 0).Select(w => w.Instance),
        ProposedEffectKind.RemoveRoutes or ProposedEffectKind.Terminate => Instances,
        _ => [],
    };

    /// <summary>The world as it would be once the effect is in force.</summary>
    /// <param name="world">The world before.</param>
    public WorldView ApplyTo(WorldView world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return Kind switch
        {
            ProposedEffectKind.SetWeights => world with { Routes = [.. world.Routes.Select(t => IsAt(t) ? t.With(Weights) : t)] },
            ProposedEffectKind.RemoveRoutes => world with { Routes = [.. world.Routes.Select(t => IsAt(t) ? t.Without(Instances) : t)] },
            ProposedEffectKind.Terminate => world with
            {
                Topology = new TopologySnapshot(
                    world.Topology.Cluster, world.Topology.ObservedAt, world.Topology.Instances.Where(i => !Instances.Contains(i.Id))),
            },
            ProposedEffectKind.Wire when world.Wiring is { } wiring => world with { Wiring = wiring with { Observed = wiring.Observed.With(Links) } },
            _ => world,
        };
    }

    private bool IsAt(RouteTable table) => string.Equals(table.Router, Router, StringComparison.Ordinal);
}
