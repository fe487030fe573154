namespace TopologyMirror.Pipeline;

/// <summary>What served in a step.</summary>
/// <param name="Mean">Instances, as the mean over the step.</param>
/// <param name="Digest">The digest of all of them; null when they ran several, or one that is not known.</param>
/// <param name="Ages">How long each of them had served in the middle of the step; those that served from the first observation on count as old.</param>
/// <param name="IsSteady">True when the same instances served all the step.</param>
internal readonly record struct ServedStep(double Mean, ConfigDigest? Digest, IReadOnlyList<TimeSpan> Ages, bool IsSteady);
