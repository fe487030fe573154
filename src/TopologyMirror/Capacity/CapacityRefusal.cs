namespace TopologyMirror.Capacity;

/// <summary>Why no capacity is learnt. Immutable.</summary>
/// <param name="Code">For programs.</param>
/// <param name="Sentence">For people, with the numbers.</param>
public sealed record CapacityRefusal(CapacityRefusalCode Code, string Sentence);
