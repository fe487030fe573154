namespace TopologyMirror.Switchover;

/// <summary>The revision that the newest release replaced: an operator's roll-back goes back to it. Immutable.</summary>
/// <param name="Run">The Replace that ended the release.</param>
/// <param name="Digest">What the release brought.</param>
/// <param name="Previous">What live ran before: the retained revision.</param>
/// <param name="Until">Until when it is retained, exclusive.</param>
/// <param name="IsUndoing">True when the release was itself a roll-back, of which there is none.</param>
public sealed record RetainedRevision(RunId Run, ConfigDigest Digest, ConfigDigest Previous, DateTimeOffset Until, bool IsUndoing);
