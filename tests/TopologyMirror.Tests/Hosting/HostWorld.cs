using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TopologyMirror.Hosting;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Hosting;

/// <summary>A host in virtual time whose own loops tick simulated clusters.</summary>
internal sealed class HostWorld : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly IHost _host;

    public HostWorld(Action<HostWorld, ITopologyMirrorBuilder> add, Action<TopologyMirrorOptions>? options = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(World.Time);
        add(this, builder.Services.AddTopologyMirror(options ?? (_ => { })));
        _host = builder.Build();
    }

    public SimulationWorld World { get; } = new(7, Start);

    public IServiceProvider Services => _host.Services;

    public MirrorPipelines Pipelines => Services.GetRequiredService<MirrorPipelines>();

    public IMirrorOperator Operator => Services.GetRequiredService<IMirrorOperator>();

    /// <summary>A cluster of one service whose ports are simulated and whose ticks the host's loop calls.</summary>
    public MirrorPipelineBuilder Simulated(MirrorPipelineBuilder cluster, double load = 50) => Simulated(World, cluster, load).WithStandingCover().RunAs(ControlMode.Automatic);

    /// <summary>The same in a world of the caller's and in the default mode.</summary>
    public static MirrorPipelineBuilder Simulated(SimulationWorld world, MirrorPipelineBuilder cluster, double load = 50)
    {
        SimulatedCluster simulated = world.Cluster(cluster.Cluster);
        if (simulated.Fleet.Instances.Count == 0)
        {
            simulated.Metrics.Set(new MetricName("requests"), new SimulatedLoad(
                Start.AddDays(-2), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Repeat(load, 3 * 1440)]));
            simulated.StartLive(new ServiceName("api"), 1);
        }

        return cluster
            .AddService("api", s => s.LoadPerInstance = 100)
            .AddLoadMetric("requests", m => m.Rate())
            .UseFleet(simulated.Fleet)
            .AddRouter(simulated.Routers[0])
            .UseMonitoring(simulated.Monitoring)
            .UseConfiguration(simulated.Configuration, simulated.Configuration)
            .UseMetricSource(simulated.Metrics);
    }

    public void Run(Func<Task> work) => World.Run(work);

    public Task StartAsync() => _host.StartAsync(CancellationToken.None);

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public Task PassAsync(TimeSpan time) => World.WaitUntilAsync(World.Now + time);

    public ClusterStatus Status(string cluster) => Pipelines[cluster].Status;

    /// <summary>What a call throws; on the world's thread, which the assertions of the test library leave.</summary>
    public static async Task<T> CatchAsync<T>(Func<ValueTask> call)
        where T : Exception
    {
        try
        {
            await call();
        }
        catch (T thrown)
        {
            return thrown;
        }

        throw new InvalidOperationException($"{typeof(T).Name} was not thrown.");
    }

    public void Dispose() => _host.Dispose();
}
