namespace TopologyMirror.Capacity;

/// <summary>A time in which a scheduled floor is in force. Immutable.</summary>
/// <param name="Start">First moment, inclusive.</param>
/// <param name="End">End, exclusive.</param>
public readonly record struct FloorPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>True when the period has a moment in common with a window. A window without length counts as its one moment.</summary>
    /// <param name="from">Start of the window, inclusive.</param>
    /// <param name="to">End of the window, exclusive.</param>
    public bool Meets(DateTimeOffset from, DateTimeOffset to) => Start < End && End > from && (Start < to || Start <= from);
}
