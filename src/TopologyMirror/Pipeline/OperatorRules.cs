using TopologyMirror.Durability;
using TopologyMirror.Promotion;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>Why a command cannot be taken: the same rules for the receipt, as far as is known then, and for the tick. Pure.</summary>
internal static class OperatorRules
{
    public static string? Refusal(ClusterName cluster, ControlMode mode, OperatorCommand command, OperatorView view)
    {
        bool startsRun = command.Kind is OperatorCommandKind.Promote or OperatorCommandKind.Rollback;
        return command.Kind switch
        {
            _ when ModeRefusal(cluster, mode, command) is { } refusal => refusal,
            _ when startsRun && view.OpenRun is { } run => $"Run {run} of cluster '{cluster}' is open: wait for its end, or abort it.",
            _ when startsRun && view.IsPlanned => $"Another command opens a run of cluster '{cluster}' in the same tick.",
            OperatorCommandKind.Rollback when !view.CanUndo => $"Cluster '{cluster}' has no committed join or release that could be undone.",
            OperatorCommandKind.Rollback when view.UndoRefusal is { } undo => $"Cluster '{cluster}' cannot go back: {undo}.",
            OperatorCommandKind.Abort when !view.CanAbort => $"Cluster '{cluster}' has no open run and no release under way that could be aborted.",
            OperatorCommandKind.Pause when view.Pause is { } pause => $"Cluster '{cluster}' is paused already, {pause}",
            OperatorCommandKind.Hold when view.Hold is { } hold => $"Cluster '{cluster}' is held already, {hold}",
            OperatorCommandKind.Release when view.Hold is null => $"Cluster '{cluster}' is not held: there is nothing to release.",
            _ => null,
        };
    }

    /// <summary>Why a command that was taken comes too late, or at a time when nothing is issued; null when it does not.</summary>
    public static string? LateRefusal(ClusterName cluster, OperatorCommand command, RunPlan? open, BrokenGlass? glass, DateTimeOffset now) =>
        now >= command.ExpiresAt
            ? $"No owner of cluster '{cluster}' was there to carry it out until {command.ExpiresAt:u}."
        : command.Kind == OperatorCommandKind.Abort && open is not null && open.OpenedAt > command.SubmittedAt
            ? $"Run {open.Run} of cluster '{cluster}' was opened after it."
        : glass is not null && command.Kind is OperatorCommandKind.Promote or OperatorCommandKind.Rollback or OperatorCommandKind.Abort
            ? $"All automation of cluster '{cluster}' was stopped by {glass.Actor}: {glass.Reason}"
            : null;

    /// <summary>Mode Observe issues no effect, whoever asks; what only changes what the next ticks may do is taken in every mode.</summary>
    public static string? ModeRefusal(ClusterName cluster, ControlMode mode, OperatorCommand command) =>
        mode == ControlMode.Observe && command.Kind is OperatorCommandKind.Promote or OperatorCommandKind.Rollback or OperatorCommandKind.Abort
            ? $"Cluster '{cluster}' runs in mode {ControlMode.Observe}, which issues no effect."
            : null;
}
