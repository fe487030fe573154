namespace TopologyMirror.Safety;

/// <summary>Invariant 5: a replica that is promoted has applied the last acknowledged position.</summary>
public sealed class CaughtUpReplicaInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 5;

    /// <inheritdoc/>
    public string Name => "caught-up-replica";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        if (effect is not { Kind: ProposedEffectKind.PromoteReplica, DataSet: { } name, Instances: [var promoted] }
            || context.World.Data?.Find(name) is not { } dataSet)
        {
            return null;
        }

        return dataSet.Replica(promoted) is not { } replica
            ? $"instance '{promoted}' holds no replica of data set '{name}'"
            : replica.Applied < dataSet.Acknowledged
                ? $"replica '{promoted}' of data set '{name}' is at position {replica.Applied}, and {dataSet.Acknowledged} was acknowledged"
                : null;
    }
}
