using System.Collections.Immutable;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>What one policy did in a run. Immutable.</summary>
/// <param name="Name">The policy.</param>
/// <param name="Score">Its score.</param>
/// <param name="Releases">What became of the releases.</param>
/// <param name="Actions">What took place.</param>
internal sealed record PolicyRun(
    string Name, ReplayScore Score, ImmutableArray<ReplayReleaseResult> Releases, ImmutableArray<ReplayAction> Actions)
{
    /// <summary>From a result of the runner.</summary>
    /// <param name="result">The result.</param>
    /// <param name="name">A name of its own; null for the policy's.</param>
    public static PolicyRun Of(ReplayResult result, string? name = null) =>
        new(name ?? result.Policy, result.Score, result.Releases, result.Actions);
}
