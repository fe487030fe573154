using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart;

/// <summary>The one place where the sample composes the library: a host whose cluster lives in a simulated world.</summary>
internal static class MirrorHost
{
    /// <summary>Runs the replay to its end.</summary>
    /// <param name="replay">The replay; its world gives the time.</param>
    /// <param name="configure">What the user chose.</param>
    /// <param name="onTick">Called after every tick.</param>
    /// <returns>What took place, and what the pipeline's ledger says of it.</returns>
    public static (PipelineReplayResult Result, MirrorLedger Ledger) Run(PipelineReplay replay, Action<MirrorPipelineOptions> configure, Action<PipelineReplayTick> onTick)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(replay.World.Time);
        builder.Services.AddTopologyMirror().AddCluster(PipelineReplay.ClusterName, cluster =>
        {
            replay.Configure(cluster);
            cluster.Configure(configure);
        });
        using IHost host = builder.Build();
        MirrorLedger ledger = MirrorLedger.Empty;
        MirrorPipeline? pipeline = null;
        PipelineReplayResult result = replay.Run(
            async () =>
            {
                await host.StartAsync().ConfigureAwait(false);
                pipeline = host.Services.GetRequiredService<MirrorPipelines>()[PipelineReplay.ClusterName];
                return pipeline;
            },
            tick =>
            {
                ledger = pipeline!.Ledger;
                onTick(tick);
            });
        return (result, ledger);
    }
}
