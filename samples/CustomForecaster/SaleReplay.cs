using TopologyMirror.Pipeline;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.CustomForecaster;

/// <summary>Replays the trace through the shipped pipeline, with or without the calendar.</summary>
internal static class SaleReplay
{
    /// <param name="calendar">What the calendar knows; null for the library's own forecaster alone.</param>
    public static PipelineReplayResult Run(Sale? calendar)
    {
        TraceSeries[] series = [SaleTrace.Make()];
        ReplayTrace trace = ReplayTrace.Create(series);
        var replay = new PipelineReplay(trace, series, LaunchDraws.Seeded(seed: 1, trace.Name), seed: 1);
        var cluster = new MirrorPipelineBuilder(PipelineReplay.ClusterName);
        replay.Configure(cluster);
        if (calendar is not null)
        {
            cluster.DecorateForecaster(inner => new CalendarForecaster(inner, calendar));
        }

        return replay.Run(() => Task.FromResult(cluster.Build()));
    }
}
