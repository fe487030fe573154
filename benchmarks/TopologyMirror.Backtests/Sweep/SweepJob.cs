using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>One run to be made.</summary>
/// <param name="Set">The set.</param>
/// <param name="File">The trace.</param>
/// <param name="Variant">The events.</param>
/// <param name="Seed">The seed of events, launches and latencies.</param>
internal sealed record SweepJob(string Set, FileInfo File, ReplayEventVariant Variant, int Seed);
