using TopologyMirror.Switchover;

namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 4: at most one writer per data set. A replica is promoted only by the open run that moves the writer, and only once the fence
/// of the one that wrote before was observed.
/// </summary>
public sealed class SingleWriterInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 4;

    /// <inheritdoc/>
    public string Name => "single-writer";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        if (effect is not { Kind: ProposedEffectKind.PromoteReplica, DataSet: { } name, Instances: [var promoted] })
        {
            return null;
        }

        if (context.World.Data?.Find(name) is not { } dataSet)
        {
            return $"data set '{name}' was not observed";
        }

        InstanceId? pending = dataSet.PendingWriter;
        InstanceId[] others = [.. dataSet.Writers.Where(w => w != promoted), .. pending is { } p && p != promoted ? [p] : Array.Empty<InstanceId>()];
        if (others is [var other, ..])
        {
            return $"instance '{promoted}' would write data set '{name}' beside '{other}', whose fence was not observed";
        }

        WriterMove[] moves = context.Run is { } run && run.Plan.Run == effect.Key.Run ? [.. run.Plan.Writers.Where(m => m.DataSet == name)] : [];
        return moves is not [var move] || (promoted != move.From && promoted != move.To)
            ? $"instance '{promoted}' would write data set '{name}', whose writer no open run moves to it"
            : promoted != move.From && !dataSet.Fenced.Contains(move.From)
                ? $"instance '{promoted}' would write data set '{name}', and the fence of '{move.From}' was not observed"
                : null;
    }
}
