using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts a cluster into a simulated world.</summary>
public static class SimulationClusterBuilderExtensions
{
    /// <summary>
    /// Takes fleet, routers, names, monitoring, configuration, load, journal and leases of the world's cluster of the same name, its work gate
    /// and data store where they are switched on, and its virtual time. The caller calls the ticks, inside <see cref="SimulationWorld.Run"/>.
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

        foreach (SimulatedRecord record in cluster.Names.Records)
        {
            builder.AddName(cluster.Names, record.Name, o => o.Ttl = record.Observe().Ttl);
        }

        if (cluster.WorkGate is { } gate)
        {
            builder.UseWorkGate(gate);
        }

        if (cluster.Store is { } store)
        {
            builder.UseDataSynchronizer(store);
        }

        return builder
            .UseFleet(cluster.Fleet)
            .UseMonitoring(cluster.Monitoring)
            .UseConfiguration(cluster.Configuration, cluster.Configuration)
            .UseMetricSource(cluster.Metrics)
            .UseStore(world.ReachedStore)
            .UseTimeProvider(world.Time)
            .OnInForce(parts => cluster.Watch.HoldTo(parts.Capacities, parts.Metrics, parts.Options.Safety))
            .OnInForce(parts => cluster.Watch.HoldTo(parts.Cluster.Services))
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
        return builder.UseWiring(wiring).OnInForce(parts => wiring.Declare(parts.Cluster.Services));
    }

    /// <summary>Offers load to shadow instances of the world's cluster before they count.</summary>
    /// <param name="builder">The cluster, after <see cref="UseSimulation"/>.</param>
    /// <param name="world">The world.</param>
    public static MirrorPipelineBuilder UseSimulatedLoad(this MirrorPipelineBuilder builder, SimulationWorld world)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(world);
        SimulatedSyntheticLoad load = world.Cluster(builder.Cluster).SyntheticLoad;
        return builder.UseSyntheticLoad(load).OnInForce(parts => load.Declare(parts.Capacities));
    }
}
