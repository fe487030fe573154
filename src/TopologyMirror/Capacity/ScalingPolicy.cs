namespace TopologyMirror.Capacity;

/// <summary>How much may change within a period. Immutable.</summary>
public sealed class ScalingPolicy
{
    /// <summary>Creates a policy.</summary>
    /// <param name="kind">What the value counts.</param>
    /// <param name="value">Instances, or hundredths; at least 1.</param>
    /// <param name="period">The time in which no more may change; longer than zero, at most 30 minutes.</param>
    public ScalingPolicy(ScalingPolicyKind kind, int value, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, TimeSpan.FromMinutes(30));
        Kind = kind;
        Value = value;
        Period = period;
    }

    /// <summary>What the value counts.</summary>
    public ScalingPolicyKind Kind { get; }

    /// <summary>Instances, or hundredths.</summary>
    public int Value { get; }

    /// <summary>The time in which no more may change.</summary>
    public TimeSpan Period { get; }

    /// <summary>The most instances that a scale-out may lead to.</summary>
    /// <param name="before">Instances when the period began.</param>
    internal int Highest(int before) => Kind == ScalingPolicyKind.Pods
        ? (int)Math.Min((long)before + Value, int.MaxValue)
        : (int)Math.Min(Math.Ceiling((before * (100.0 + Value)) / 100), int.MaxValue);

    /// <summary>The fewest instances that a scale-in may lead to.</summary>
    /// <param name="before">Instances when the period began.</param>
    internal int Lowest(int before) => Kind == ScalingPolicyKind.Pods
        ? Math.Max(before - Value, 0)
        : (int)Math.Max(Math.Floor((before * (100.0 - Value)) / 100), 0);
}
