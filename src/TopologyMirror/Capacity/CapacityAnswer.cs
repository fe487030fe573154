using System.Diagnostics.CodeAnalysis;

namespace TopologyMirror.Capacity;

/// <summary>A learnt capacity, or why there is none. Immutable.</summary>
public sealed record CapacityAnswer
{
    private CapacityAnswer(CapacityEstimate? estimate, CapacityRefusal? refusal)
    {
        Estimate = estimate;
        Refusal = refusal;
    }

    /// <summary>The capacity; null when it is refused.</summary>
    public CapacityEstimate? Estimate { get; }

    /// <summary>Why there is none; null when there is one.</summary>
    public CapacityRefusal? Refusal { get; }

    /// <summary>An answer that is a capacity.</summary>
    /// <param name="estimate">The capacity.</param>
    public static CapacityAnswer Of(CapacityEstimate estimate)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        return new CapacityAnswer(estimate, null);
    }

    /// <summary>An answer that is a refusal.</summary>
    /// <param name="refusal">Why.</param>
    public static CapacityAnswer Of(CapacityRefusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new CapacityAnswer(null, refusal);
    }

    /// <summary>Gets the capacity.</summary>
    /// <param name="estimate">The capacity; null when it is refused.</param>
    /// <returns>True when there is one.</returns>
    public bool TryGet([NotNullWhen(true)] out CapacityEstimate? estimate)
    {
        estimate = Estimate;
        return estimate is not null;
    }
}
