namespace TopologyMirror.Durability;

/// <summary>A journal record cannot be read. It is never skipped: a cluster whose journal is torn is not touched.</summary>
public sealed class CorruptJournalException : TopologyMirrorException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="sequence">The record's sequence.</param>
    /// <param name="detail">What is wrong with it.</param>
    /// <param name="innerException">What was caught.</param>
    public CorruptJournalException(long sequence, string detail, Exception? innerException = null)
        : base($"Journal record {sequence} cannot be read: {detail}", innerException)
    {
        Sequence = sequence;
    }

    /// <summary>The record's sequence.</summary>
    public long Sequence { get; }
}
