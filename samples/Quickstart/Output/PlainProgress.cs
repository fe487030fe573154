using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Output;

/// <summary>Writes a line about every tenth of the replay, for files and pipes.</summary>
internal sealed class PlainProgress(TextWriter output, ReplayTrace trace) : IReplayProgress
{
    private const int PercentBetweenLines = 10;

    /// <inheritdoc/>
    public ComparisonResult Follow(Func<Action<PipelineReplayTick>, ComparisonResult> work)
    {
        Func<PipelineReplayTick, TickView> view = TickView.Of(trace);
        int next = PercentBetweenLines;
        return work(tick =>
        {
            TickView seen = view(tick);
            if (seen.Percent >= next)
            {
                next = ((seen.Percent / PercentBetweenLines) + 1) * PercentBetweenLines;
                output.WriteLine(
                    $"{seen.Percent,3} %  {seen.Time}  load {seen.Load}, need {tick.Need}, live {tick.Serving}, shadow {tick.Shadow}; last decision {seen.LastDecision}");
            }
        });
    }
}
