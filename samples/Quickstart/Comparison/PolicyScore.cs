using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Comparison;

/// <summary>How a policy did.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Score">Its score.</param>
internal sealed record PolicyScore(string Name, ReplayScore Score);
