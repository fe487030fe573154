using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>The built-in check <c>digest-parity</c>: an instance itself reports the digest of its pool, cover or candidates. Pure.</summary>
public static class DigestParityCheck
{
    /// <summary>Its name.</summary>
    public const string Name = "digest-parity";

    /// <summary>Checks one instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="cover">The digest of live, which cover runs.</param>
    /// <param name="candidate">The digest that a release is due for; null when none is.</param>
    /// <param name="observedAt">When it was observed.</param>
    public static ValidationFinding Find(ObservedInstance instance, ConfigDigest cover, ConfigDigest? candidate, DateTimeOffset observedAt)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (instance.Digest == cover || (candidate is not null && instance.Digest == candidate))
        {
            return ValidationFinding.Passed(instance.Id);
        }

        string limit = candidate is { } newer ? $"{cover.Abbreviated} or {newer.Abbreviated}" : cover.Abbreviated;
        return ValidationFinding.Refused(instance.Id, "reported digest", instance.Digest?.Abbreviated ?? "unread", limit, string.Empty, observedAt, earliest: null);
    }
}
