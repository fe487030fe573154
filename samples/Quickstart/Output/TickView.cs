using System.Globalization;
using TopologyMirror.Promotion;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Output;

/// <summary>What people are shown of a tick.</summary>
/// <param name="Percent">How much of the replay is done.</param>
/// <param name="Time">Start of the tick, UTC.</param>
/// <param name="Load">Load of the metric that asks for most in this tick.</param>
/// <param name="Tick">The tick.</param>
/// <param name="LastDecision">The last thing that was decided other than to hold, with its reason.</param>
internal sealed record TickView(int Percent, string Time, string Load, PipelineReplayTick Tick, string LastDecision)
{
    /// <summary>Builds the views of a replay; they carry the last decision on. Not thread-safe.</summary>
    /// <param name="trace">The trace.</param>
    public static Func<PipelineReplayTick, TickView> Of(ReplayTrace trace)
    {
        string last = "nothing decided yet";
        int ticks = trace.Window.End - trace.Window.WarmUpStart;
        return tick =>
        {
            last = tick.Result.Decision is { Kind: not PromotionKind.Hold } decision ? Describe(decision) : last;
            int done = tick.Tick - trace.Window.WarmUpStart + 1;
            DateTimeOffset start = trace.Start + (tick.Tick * trace.Clock.Tick);
            return new TickView(100 * done / ticks, start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), LoadOf(trace, tick.Tick), tick, last);
        };
    }

    private static string Describe(PromotionDecision decision) => string.Create(
        CultureInfo.InvariantCulture, $"{decision.At:HH:mm} {decision.Kind}, {(decision.Reasons.Count > 0 ? decision.Reasons[0] : "no reason given")}");

    private static string LoadOf(ReplayTrace trace, int tick)
    {
        ReplayMetric binding = trace.Metrics.MaxBy(m => m.Loads[tick] / m.Unit)!;
        string load = NumberText.Load(binding.Loads[tick]);
        return trace.Metrics.Length > 1 ? $"{load} ({binding.Name})" : load;
    }
}
