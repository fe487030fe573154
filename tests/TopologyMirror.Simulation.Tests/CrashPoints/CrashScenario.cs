using TopologyMirror.Data;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Tests;
using TopologyMirror.Tests.Pipeline;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>One run of a cluster, small enough that a controller can be stopped at each of its points. Immutable.</summary>
internal sealed record CrashScenario(string Name, int Live, Func<int, double> Load, int Ticks)
{
    private static readonly ServiceName Web = new("web");
    private static readonly ServiceName Jobs = new("jobs");
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Load rises for good: cover joins, and is filled again.</summary>
    public static CrashScenario Join { get; } = new("Join", 2, static minute => minute < 6 ? 15 : 25, 16);

    /// <summary>Load falls for good: what is not needed leaves, and is ended.</summary>
    public static CrashScenario ScaleIn { get; } = new("ScaleIn", 3, static minute => minute < 6 ? 25 : 15, 30);

    /// <summary>A new revision takes the place of the old one.</summary>
    public static CrashScenario Replace { get; } = new("Replace", 2, static _ => 15, 26) { ReleasesAt = 4 };

    /// <summary>The same where a data set changes its writer and work is handed over.</summary>
    public static CrashScenario ReplaceWithWriter { get; } = Replace with { Name = "Replace with writer and work", HasWriterAndWork = true };

    public static IReadOnlyList<CrashScenario> All { get; } = [Join, Replace, ReplaceWithWriter, ScaleIn];

    /// <summary>The tick before which a revision is published; null for never.</summary>
    public int? ReleasesAt { get; init; }

    public bool HasWriterAndWork { get; init; }

    /// <summary>What is taken away of that which keeps harm out. Default: nothing.</summary>
    public Without Without { get; init; } = Without.Nothing;

    public override string ToString() => Name;

    public SimulatedCluster MakeCluster()
    {
        var world = new SimulationWorld(7, Noon);
        SimulatedCluster cluster = world.Cluster(new ClusterName("shop"));
        cluster.Metrics.Set(new MetricName("rps"), new SimulatedLoad(
            world.Start, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Range(0, Ticks + 10).Select(Load)]));
        cluster.Watch.LetsStaleOwnersIn = Without.FenceOfPorts;
        cluster.StartLive(Web, Live);
        if (HasWriterAndWork)
        {
            cluster.StartLive(Jobs, 2);
            cluster.AddQueue(Web);
            cluster.AddCron(Jobs);
            cluster.AddStore().AddDataSet(new DataSetName("orders"), Web, TimeSpan.FromSeconds(1));
        }

        return cluster;
    }

    /// <summary>The pipeline of a process: everything that it calls goes through its boundary.</summary>
    public MirrorPipeline Build(SimulatedCluster cluster, ControllerProcess process)
    {
        var declared = new MirrorPipelineBuilder(cluster.Name.Value);
        foreach (SimulatedRouter router in cluster.Routers)
        {
            declared.AddRouter(process.Through<Routing.ITrafficRouter>(router));
        }

        if (HasWriterAndWork)
        {
            declared.AddService("jobs", s => (s.LoadPerInstance, s.Work) = (10, WorkKind.Singleton))
                .UseWorkGate(process.Through<IWorkGate>(cluster.WorkGate!))
                .UseDataSynchronizer(process.Through<IDataSynchronizer>(cluster.Store!));
        }

        return declared
            .AddService("web", Declare)
            .AddLoadMetric("rps")
            .UseFleet(process.Through<IInstanceFleet>(cluster.Fleet))
            .UseMonitoring(process.Through<Routing.IMonitoringTarget>(cluster.Monitoring))
            .UseConfiguration(
                process.Through<Propagation.IConfigurationSource>(cluster.Configuration), process.Through<Propagation.IConfigurationTarget>(cluster.Configuration))
            .UseMetricSource(process.Through<IMetricSource>(cluster.Metrics))
            .UseStore(process.Through(LaxStore.Around(cluster.World.Store, Without)))
            .UseTimeProvider(cluster.World.Time)
            .OnInForce(parts => cluster.Watch.HoldTo(parts.Capacities, parts.Metrics, parts.Options.Safety))
            .OnInForce(parts => cluster.Watch.HoldTo(parts.Cluster.Services))
            .PumpedByCaller()
            .Configure(o => o.Switchover.Bake = TimeSpan.FromMinutes(1))
            .Configure(o => (o.CallTimeout, o.Switchover.RetryDelay) = process.PortsCannotFence
                ? (ControllerProcess.Lateness + TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1))
                : (o.CallTimeout, o.Switchover.RetryDelay))
            .LeaveOut(Without.LeftOut)
            .WithStandingCover()
            .UseOwner(process.Owner)
            .UseForecaster(new BlindForecaster())
            .RunAs(ControlMode.Automatic)
            .Build();
    }

    private void Declare(ServiceOptions service)
    {
        service.LoadPerInstance = 10;
        if (HasWriterAndWork)
        {
            service.Work = WorkKind.Shared;
            service.DataSets.Add("orders");
        }
    }
}
