using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a cluster into a simulated world.</summary>
public static class SimulationClusterBuilderExtensions
{
    /// <summary>
    /// Takes fleet, routers, monitoring, configuration, load and store of the world's cluster of the same name, and its virtual time. The
    /// caller calls the ticks, inside <see cref="SimulationWorld.Run"/>.
    /// </summary>
    /// <param name="builder">The cluster.</param>
    /// <param name="world">The world.</param>
    public static MirrorPipelineBuilder UseSimulation(this MirrorPipelineBuilder builder, SimulationWorld world)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(world);
        SimulatedCluster cluster = world.Cluster(builder.Cluster);
        foreach (SimulatedRouter router in cluster.Routers)
        {
            builder.AddRouter(router);
        }

        return builder
            .UseFleet(cluster.Fleet)
            .UseMonitoring(cluster.Monitoring)
            .UseConfiguration(cluster.Configuration, cluster.Configuration)
            .UseMetricSource(cluster.Metrics)
            .UseStore(world.Store, world.Store, world.Store)
            .UseTimeProvider(world.Time)
            .OnBuilt(parts => cluster.Watch.HoldTo(parts.Capacities, parts.Metrics, parts.Options.Safety))
            .PumpedByCaller();
    }

    /// <summary>Wires the instances of the world's cluster as well: until it is wired a launched instance calls live.</summary>
    /// <param name="builder">The cluster, after <see cref="UseSimulation"/>.</param>
    /// <param name="world">The world.</param>
    public static MirrorPipelineBuilder UseSimulatedWiring(this MirrorPipelineBuilder builder, SimulationWorld world)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(world);
        SimulatedWiring wiring = world.Cluster(builder.Cluster).Wiring;
        return builder.UseWiring(wiring).OnBuilt(parts => wiring.Declare(parts.Cluster.Services));
    }

    /// <summary>Offers load to shadow instances of the world's cluster before they count.</summary>
    /// <param name="builder">The cluster, after <see cref="UseSimulation"/>.</param>
    /// <param name="world">The world.</param>
    public static MirrorPipelineBuilder UseSimulatedLoad(this MirrorPipelineBuilder builder, SimulationWorld world)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(world);
        SimulatedSyntheticLoad load = world.Cluster(builder.Cluster).SyntheticLoad;
        return builder.UseSyntheticLoad(load).OnBuilt(parts => load.Declare(parts.Capacities));
    }
}
