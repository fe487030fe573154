namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 13: attempts have a wait between them, and there is no roll-back of a roll-back. No effect of a run follows one that was not
/// accepted before the delay is over, and none belongs to a run that undoes an undoing.
/// </summary>
public sealed class BoundedAttemptsInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 13;

    /// <inheritdoc/>
    public string Name => "bounded-attempts";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        if (context.Run is not { } run || run.Plan.Run != effect.Key.Run)
        {
            return null;
        }

        if (run.Plan.Undoes is { } undone && undone == context.LastUndoing)
        {
            return $"run {run.Plan.Run} would undo run {undone}, which undid another";
        }

        return run is { LastFailure: { } failure, LastAttemptAt: { } at } && context.Now < at + context.RetryDelay
            ? $"the effect would follow after {context.Now - at} on one that was not accepted ({failure}), before {context.RetryDelay}"
            : null;
    }
}
