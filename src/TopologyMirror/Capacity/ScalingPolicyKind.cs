namespace TopologyMirror.Capacity;

/// <summary>What the value of a <see cref="ScalingPolicy"/> counts.</summary>
public enum ScalingPolicyKind
{
    /// <summary>Instances.</summary>
    Pods,

    /// <summary>Hundredths of the instances that there were when the period began.</summary>
    Percent,
}
