namespace TopologyMirror.Pipeline;

/// <summary>An operator rolled a release back: as long as the source asks for what was rolled back, the cluster should run the target. Immutable.</summary>
internal sealed record PinnedDigest(ConfigDigest Target, ConfigDigest InsteadOf, RunId Undoes);
