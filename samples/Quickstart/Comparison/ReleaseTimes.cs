using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Comparison;

/// <summary>The times of a release, which the replay counts in ticks.</summary>
internal static class ReleaseTimes
{
    /// <summary>A tick as a time; null for none.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="tick">The tick.</param>
    public static DateTimeOffset? At(ReplayTrace trace, int? tick) => tick is { } t ? trace.Start + (t * trace.Clock.Tick) : null;
}
