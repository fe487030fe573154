namespace TopologyMirror.Capacity;

/// <summary>The floor that holds in a window, and what makes it so. Immutable.</summary>
/// <param name="Floor">Fewest instances that serve.</param>
/// <param name="Since">Start of the scheduled period that asks for them; null when the ordinary floor does.</param>
public readonly record struct FloorInForce(int Floor, DateTimeOffset? Since)
{
    /// <summary>True when a scheduled floor asks for more than the ordinary one.</summary>
    public bool IsScheduled => Since is not null;
}
