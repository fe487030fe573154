using System.Collections.Immutable;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Comparison;

/// <summary>How a policy did.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Score">Its score.</param>
/// <param name="Releases">What became of the releases; empty without.</param>
internal sealed record PolicyScore(string Name, ReplayScore Score, ImmutableArray<ReplayReleaseResult> Releases);
