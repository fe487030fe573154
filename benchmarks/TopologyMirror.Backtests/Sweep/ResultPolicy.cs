using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>One policy in a result file.</summary>
/// <param name="Name">The policy.</param>
/// <param name="Score">Its score.</param>
/// <param name="Releases">What became of the releases.</param>
/// <param name="Actions">What took place, six numbers per action.</param>
internal sealed record ResultPolicy(string Name, ReplayScore Score, IReadOnlyList<ReplayReleaseResult> Releases, IReadOnlyList<int> Actions);
