namespace TopologyMirror.Switchover;

/// <summary>What is next for the background work of one service. Immutable; lists in ordinal order.</summary>
/// <param name="Stop">Instances to stop.</param>
/// <param name="Start">Instances to let work.</param>
/// <param name="WaitingFor">What is not observed yet and must be, before work is where it belongs; null when nothing is missing.</param>
public sealed record WorkStep(IReadOnlyList<InstanceId> Stop, IReadOnlyList<InstanceId> Start, string? WaitingFor)
{
    /// <summary>True when all work is where it belongs, as observed.</summary>
    public bool IsDone => Stop.Count == 0 && Start.Count == 0 && WaitingFor is null;
}
