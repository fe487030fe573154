using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Processes.Provider;
using TopologyMirror.Promotion;
using TopologyMirror.Tests;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Processes.Hosts;

/// <summary>A host as a user would build it, whose cluster lives in the provider's process, with a lease of one second.</summary>
internal static class MirrorProcess
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string socket, ClusterName name, StoreChoice store, CancellationToken cancellationToken)
    {
        using var client = new ProviderClient(socket);

        // The first call compiles what every later one only runs; a call time-out of a fraction of the lease has no room for that.
        await client.ReadStateAsync(cancellationToken);
        await client.ReadLoadAsync(TimeProvider.System.GetUtcNow() - Tick, TimeProvider.System.GetUtcNow(), cancellationToken);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(l => l.AddProvider(new HostLog()));
        ITopologyMirrorBuilder mirror = builder.Services.AddTopologyMirror(static o => o.PresenceDuration = TimeSpan.FromSeconds(1));
        store.Use(mirror);
        mirror.AddCluster(name.Value, cluster => Configure(cluster, client));
        using IHost host = builder.Build();
        await host.StartAsync(cancellationToken);
        await Console.Out.WriteLineAsync("ready".AsMemory(), cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static void Configure(MirrorPipelineBuilder cluster, ProviderClient client)
    {
        var configuration = new RemoteConfiguration(client);
        cluster.AddService(RemoteFleet.Web.Value, s =>
            {
                s.LoadPerInstance = ProviderSchedule.LoadPerInstance;
                s.Floor = ProviderCluster.Floor;
            })
            .AddLoadMetric("rps", m => (m.Step, m.VisibilityDelay) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)))
            .UseFleet(new RemoteFleet(client))
            .AddRouter(new RemoteRouter(client))
            .UseMonitoring(new RemoteMonitoring(client))
            .UseConfiguration(configuration, configuration)
            .UseMetricSource(new RemoteMetrics(client))
            .UseForecaster(new BlindForecaster())
            .WithStandingCover(ProviderCluster.Cover)
            .Configure(Hurry)
            .RunAs(ControlMode.Automatic);
    }

    /// <summary>Everything that takes minutes at a user's takes seconds here.</summary>
    private static void Hurry(MirrorPipelineOptions o)
    {
        (o.LeaseDuration, o.TickInterval, o.CallTimeout) = (Lease, Tick, TimeSpan.FromSeconds(0.6));
        o.Capacity.LaunchLeadPrior = TimeSpan.FromSeconds(1);
        o.Capacity.PromoteLeadPrior = TimeSpan.FromSeconds(1);
        o.Promotion.ScaleInWindow = TimeSpan.FromSeconds(2);
        o.Promotion.SustainedFor = TimeSpan.Zero;
        o.Promotion.HoldAfterDrop = TimeSpan.Zero;
        o.Shadow.LaunchTimeout = TimeSpan.FromSeconds(10);
        o.Switchover.ValidateTimeout = TimeSpan.FromSeconds(20);
        o.Switchover.VerifyTimeout = TimeSpan.FromSeconds(5);
        o.Switchover.RetryDelay = TimeSpan.FromSeconds(0.3);
        o.Switchover.PollInterval = TimeSpan.FromSeconds(0.1);
        o.Switchover.Bake = TimeSpan.FromSeconds(1.5);
        o.Switchover.SlowStart = TimeSpan.FromSeconds(0.6);
        o.Switchover.SlowStartSteps = 2;
        o.Switchover.MinimumDrain = TimeSpan.FromSeconds(0.5);
        o.Switchover.DrainTimeout = TimeSpan.FromSeconds(3);
        o.Validation.TickWait = TimeSpan.FromSeconds(0.3);
        o.Validation.RetryDelay = TimeSpan.FromSeconds(0.3);
    }
}
