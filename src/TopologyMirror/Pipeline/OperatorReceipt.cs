namespace TopologyMirror.Pipeline;

/// <summary>Says whether a command was taken.</summary>
/// <param name="IsAccepted">True when the owner of the cluster will carry it out, or has.</param>
/// <param name="Refusal">Why not; null when it was taken.</param>
public readonly record struct OperatorReceipt(bool IsAccepted, string? Refusal)
{
    /// <summary>What the command is called in the store: <see cref="ClusterOperator.FindAsync"/> tells what became of it. Null when nothing was written.</summary>
    public string? Key { get; init; }
}
