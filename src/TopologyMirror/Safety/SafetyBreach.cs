namespace TopologyMirror.Safety;

/// <summary>An effect that an invariant refuses. Immutable.</summary>
/// <param name="Invariant">The invariant's number.</param>
/// <param name="Name">The invariant's name.</param>
/// <param name="Explanation">What would be false, with value and limit.</param>
public sealed record SafetyBreach(int Invariant, string Name, string Explanation)
{
    /// <inheritdoc/>
    public override string ToString() => $"invariant {Invariant} ({Name}): {Explanation}";
}
