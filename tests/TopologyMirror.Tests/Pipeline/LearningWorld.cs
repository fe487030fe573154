using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>The simulated shop with a wave of load and a utilisation that is 0.7 when an instance carries its true capacity.</summary>
internal static class LearningWorld
{
    public static readonly MetricName Busy = new("busy");

    /// <param name="capacity">Requests per second that one instance carries in truth, by the minute.</param>
    /// <param name="profile">How fast the world is.</param>
    /// <param name="live">Instances that are live from the beginning.</param>
    public static PipelineWorld Make(Func<double, double> capacity, SimulationProfile? profile = null, int live = 12)
    {
        return new PipelineWorld(_ => 0, Set, live, profile);

        void Set(SimulatedCluster cluster)
        {
            DateTimeOffset start = cluster.World.Start;
            var load = new SimulatedLoad(start, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Range(0, 2_000).Select(Wave)]);
            cluster.Metrics.Set(new MetricName("rps"), load);
            cluster.Metrics.SetUtilisation(
                Busy, PipelineWorld.Web, load, time => capacity((time - start).TotalMinutes) / 0.65 * 0.95, new SimulatedNoise(0.05, 0.02));
            cluster.Watch.TrueCapacity = time => capacity((time - start).TotalMinutes) / 10;
        }
    }

    /// <summary>Between 60 and 100 requests per second, up and down every two hours.</summary>
    public static double Wave(int minute) => 80 - (20 * Math.Cos(2 * Math.PI * minute / 120));

    public static MirrorPipelineBuilder Learner(this PipelineWorld world, double? given = 10, Action<LearnCapacityOptions>? more = null) =>
        world.Builder().AddService("web", s => s.LoadPerInstance = given).LearnCapacity("web", l =>
        {
            l.Load = "rps";
            l.Signal = Busy.Value;
            more?.Invoke(l);
        });
}
