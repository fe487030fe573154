using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart;

/// <summary>The one place where the sample composes the library: a host whose pipeline runs in a simulated world.</summary>
internal static class MirrorHost
{
    /// <summary>Runs the replay to its end.</summary>
    /// <param name="replay">The replay; its world gives the time.</param>
    /// <param name="configure">What the user chose.</param>
    /// <param name="onTick">Called after every tick.</param>
    public static PipelineReplayResult Run(PipelineReplay replay, Action<MirrorPipelineOptions> configure, Action<PipelineReplayTick> onTick)
    {
        var cluster = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(cluster);
        cluster.Configure(configure);
        return replay.Run(() => Task.FromResult(cluster.Build()), onTick);
    }
}
