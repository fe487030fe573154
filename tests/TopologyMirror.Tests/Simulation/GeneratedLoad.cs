using TopologyMirror.Pipeline;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

/// <summary>Loads with waves, noise and a flash crowd in the scored part, and their replay through the shipped pipeline.</summary>
internal static class GeneratedLoad
{
    public static TraceSeries Series(int seed, int steps = 480, int stepMinutes = 1, string name = "load", double gaps = 0)
    {
        var random = new SimulationRandom(seed, name);
        double period = (180 + (120 * random.NextDouble())) / stepMinutes;
        double depth = 0.3 + (0.4 * random.NextDouble());
        double crowd = 1.5 + random.NextDouble();
        int from = (int)(steps * (0.6 + (0.2 * random.NextDouble())));
        int length = Math.Max(45 / stepMinutes, 3);
        return new TraceSeries(name, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), TimeSpan.FromMinutes(stepMinutes), Enumerable.Range(0, steps).Select(t =>
        {
            double wave = 1 + (depth * Math.Sin(t * Math.Tau / period));
            double noise = Math.Exp(0.04 * random.NextNormal());
            return random.NextDouble() < gaps ? double.NaN : 1000 * wave * noise * (t >= from && t < from + length ? crowd : 1);
        }));
    }

    public static PipelineReplayResult Replay(IReadOnlyList<TraceSeries> series, int seed, Action<PipelineReplayTick>? onTick = null)
    {
        ReplayTrace trace = ReplayTrace.Create(series);
        var replay = new PipelineReplay(trace, series, LaunchDraws.Seeded(seed, trace.Name), seed);
        var builder = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(builder);
        return replay.Run(() => Task.FromResult(builder.Build()), onTick);
    }

    /// <summary>True when some 30 scored minutes in a row need more than every policy starts with.</summary>
    public static bool OutgrowsTheFirstInstances(ReplayTrace trace)
    {
        int row = 0;
        int longest = 0;
        for (int t = trace.Window.EvaluatedStart; t < trace.Window.End; t++)
        {
            row = trace.Need[t] > trace.InitialInstances ? row + 1 : 0;
            longest = Math.Max(longest, row);
        }

        return longest * trace.Clock.Tick >= TimeSpan.FromMinutes(30);
    }
}
