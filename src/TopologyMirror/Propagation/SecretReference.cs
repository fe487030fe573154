namespace TopologyMirror.Propagation;

/// <summary>A secret that instances resolve by themselves. Its value is never read, delivered, journaled or logged here.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Version">The version that belongs to this revision.</param>
/// <param name="ExpiresAt">When it ceases to be valid; null when it does not.</param>
public sealed record SecretReference(string Name, string Version, DateTimeOffset? ExpiresAt = null);
