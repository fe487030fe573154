namespace TopologyMirror.Pipeline;

/// <summary>Measured lead times as they are kept, oldest first.</summary>
internal sealed record LeadTimesState(IReadOnlyList<TimeSpan> Launch, IReadOnlyList<TimeSpan> Promote);
