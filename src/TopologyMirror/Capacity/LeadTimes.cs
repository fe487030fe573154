namespace TopologyMirror.Capacity;

/// <summary>How long it takes until new capacity serves.</summary>
/// <param name="Launch">From the decision to a shadow instance that is ready at D.</param>
/// <param name="Promote">From the decision to a promoted instance that is observed serving.</param>
public readonly record struct LeadTimes(TimeSpan Launch, TimeSpan Promote);
