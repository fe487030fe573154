using System.Collections.Immutable;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>What one policy did in a run. Immutable.</summary>
/// <param name="Traits">The policy.</param>
/// <param name="Score">Its score.</param>
/// <param name="Releases">What became of the releases.</param>
/// <param name="Actions">What took place.</param>
internal sealed record PolicyRun(
    PolicyTraits Traits, ReplayScore Score, ImmutableArray<ReplayReleaseResult> Releases, ImmutableArray<ReplayAction> Actions)
{
    /// <summary>Name of the policy.</summary>
    public string Name => Traits.Name;

    /// <summary>Effects that broke an invariant; 0 for a policy without a pipeline.</summary>
    public int InvariantViolations { get; init; }

    /// <summary>From a result of the runner.</summary>
    /// <param name="result">The result.</param>
    /// <param name="traits">The policy.</param>
    public static PolicyRun Of(ReplayResult result, PolicyTraits traits) => new(traits, result.Score, result.Releases, result.Actions);
}
