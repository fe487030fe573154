using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>One run in a result file.</summary>
/// <param name="Set">The set.</param>
/// <param name="Trace">The trace.</param>
/// <param name="Variant">The events.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Policies">The policies.</param>
/// <param name="LeadTime">How long every launch took; null where times were drawn.</param>
internal sealed record ResultLine(
    string Set, string Trace, ReplayEventVariant Variant, int Seed, IReadOnlyList<ResultPolicy> Policies, TimeSpan? LeadTime = null);
