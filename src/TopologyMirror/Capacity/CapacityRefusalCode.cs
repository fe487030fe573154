namespace TopologyMirror.Capacity;

/// <summary>Why no capacity is learnt, for programs.</summary>
public enum CapacityRefusalCode
{
    /// <summary>Too few steps were seen.</summary>
    TooFewSamples,

    /// <summary>Most of what was seen was saturated: it shows that instances carried too much, not how much is enough.</summary>
    Saturated,

    /// <summary>The load per instance hardly changed: what belongs to load and what does not cannot be told apart.</summary>
    LoadTooSteady,

    /// <summary>The signal does not rise with load, or load explains too little of it.</summary>
    LoadDoesNotExplain,

    /// <summary>The signal lies too far from the line that load explains.</summary>
    ResidualsTooLarge,

    /// <summary>What follows is too uncertain to plan on.</summary>
    TooUncertain,
}
