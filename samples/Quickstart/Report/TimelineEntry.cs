using TopologyMirror.Durability;

namespace TopologyMirror.Quickstart.Report;

/// <summary>One journal record of a run, made readable.</summary>
/// <param name="At">When it was written.</param>
/// <param name="Kind">What the record says.</param>
/// <param name="Phase">The phase that was entered; null for other records.</param>
/// <param name="Text">What took place.</param>
internal sealed record TimelineEntry(DateTimeOffset At, JournalRecordKind Kind, string? Phase, string Text);
