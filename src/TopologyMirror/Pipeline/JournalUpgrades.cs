using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

/// <summary>Brings records of older versions into the form of this one, version by version; a record of a newer version is refused. Pure.</summary>
/// <remarks>Step i turns a record of version i + 1 into one of version i + 2. There is none as long as <see cref="JournalFormat.Version"/> is 1.</remarks>
internal sealed class JournalUpgrades(IReadOnlyList<Func<JournalRecord, JournalRecord>> steps)
{
    public static JournalUpgrades Default { get; } = new([]);

    /// <summary>The version that this one writes.</summary>
    private int Newest => steps.Count + 1;

    public JournalRecord ToNewest(JournalRecord record)
    {
        if (record.FormatVersion > Newest)
        {
            throw new JournalVersionException($"Journal record {record.Sequence} of cluster '{record.Cluster}'", record.FormatVersion, Newest);
        }

        if (record.FormatVersion < 1)
        {
            throw new CorruptJournalException(record.Sequence, $"its format version is {record.FormatVersion}");
        }

        for (int version = record.FormatVersion; version < Newest; version++)
        {
            record = steps[version - 1](record) with { FormatVersion = version + 1 };
        }

        return record;
    }
}
