namespace TopologyMirror.Pipeline;

/// <summary>A checkpoint in the journal.</summary>
/// <param name="Sequence">Its sequence.</param>
/// <param name="At">When it was written.</param>
internal readonly record struct JournalCheckpoint(long Sequence, DateTimeOffset At);
