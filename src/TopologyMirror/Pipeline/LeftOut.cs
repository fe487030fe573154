using TopologyMirror.Safety;

namespace TopologyMirror.Pipeline;

/// <summary>Guardrails that a test takes away. Immutable.</summary>
internal sealed record LeftOut
{
    public static LeftOut Nothing { get; } = new();

    /// <summary>What every effect is held against.</summary>
    public IReadOnlyList<ISafetyInvariant> Invariants { get; init; } = SafetyInvariants.All;

    /// <summary>Calls to a port that cannot fence are begun however little is left of the lease.</summary>
    public bool RemainingLease { get; init; }

    /// <summary>A new owner does not wait for late calls of the one before.</summary>
    public bool LateCalls { get; init; }

    /// <summary>No tick looks whether the glass is broken.</summary>
    public bool LookAtGlass { get; init; }

    /// <summary>All invariants but those of these names.</summary>
    public static LeftOut Invariant(params string[] names) =>
        new() { Invariants = [.. SafetyInvariants.All.Where(i => !names.Contains(i.Name, StringComparer.Ordinal))] };
}
