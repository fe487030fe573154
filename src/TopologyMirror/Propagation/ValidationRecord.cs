using System.Collections.Immutable;
using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>How the validation of one instance at one digest stands. Immutable.</summary>
internal sealed record ValidationRecord(ServiceName Service, ConfigDigest Digest, DateTimeOffset ReadySince)
{
    public ImmutableSortedDictionary<string, ValidationEntry> Entries { get; init; } =
        ImmutableSortedDictionary.Create<string, ValidationEntry>(StringComparer.Ordinal);

    /// <summary>What was said of it last, so that a change is told once.</summary>
    public ValidationStatus Told { get; init; } = ValidationStatus.Pending;

    public ValidationEntry Entry(string rule) => Entries.GetValueOrDefault(rule) ?? ValidationEntry.Fresh;

    public ValidationRecord With(string rule, ValidationEntry entry) => this with { Entries = Entries.SetItem(rule, entry) };
}
