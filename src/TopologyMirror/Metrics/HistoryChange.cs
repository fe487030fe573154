namespace TopologyMirror.Metrics;

/// <summary>What one sample did to a <see cref="LoadHistory"/>.</summary>
public enum HistoryChange
{
    /// <summary>It was the newest; skipped steps before it became gaps.</summary>
    Appended,

    /// <summary>It came late and filled a gap in the past.</summary>
    Filled,

    /// <summary>It repeated a step with another value or other tags; the last one wins.</summary>
    Corrected,

    /// <summary>It repeated a step as it was.</summary>
    Unchanged,

    /// <summary>Its step lies before the oldest one kept; it was dropped.</summary>
    TooOld,
}
