namespace TopologyMirror.Routing;

/// <summary>The records of a cluster at one moment. Immutable.</summary>
/// <param name="ObservedAt">The moment from which on the observation may be out of date: before the service was asked.</param>
/// <param name="Records">The records, each name once.</param>
public sealed record NameTable(DateTimeOffset ObservedAt, IReadOnlyList<NameRecord> Records)
{
    /// <summary>The record of that name; null when there is none.</summary>
    /// <param name="name">The name; case does not count.</param>
    public NameRecord? Find(string name) => Records.FirstOrDefault(r => string.Equals(r.Name, name, StringComparison.OrdinalIgnoreCase));
}
