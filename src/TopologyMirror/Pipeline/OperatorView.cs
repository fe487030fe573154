namespace TopologyMirror.Pipeline;

/// <summary>What decides whether a command can be taken. Immutable.</summary>
/// <param name="OpenRun">The open run; null when there is none.</param>
/// <param name="CanUndo">True when a committed join or release is there to be undone.</param>
/// <param name="UndoRefusal">Why it cannot be undone; null when it can.</param>
/// <param name="CanAbort">True when a run is open, or a release is on its way.</param>
/// <param name="IsPlanned">True when a command before this one opens a run in the same tick.</param>
/// <param name="Pause">The pause in force.</param>
/// <param name="Hold">The hold in force.</param>
internal sealed record OperatorView(
    RunId? OpenRun, bool CanUndo, string? UndoRefusal, bool CanAbort, bool IsPlanned, OperatorOrder? Pause, OperatorOrder? Hold)
{
    public static OperatorView Of(RunBook book, DateTimeOffset now, bool isPlanned = false, bool isReleasing = false) => new(
        book.Open?.Plan.Run,
        book.LastJoin is not null || book.Retained is not null,
        book.RollbackRefusal(now),
        book.Open is not null || book.Release is { IsBackward: false } || isReleasing,
        isPlanned,
        book.Pause,
        book.Hold);

    /// <summary>As it will be once a command is carried out that is taken and still waits.</summary>
    public OperatorView After(OperatorCommand command, DateTimeOffset now) => command.Kind switch
    {
        OperatorCommandKind.Pause => this with { Pause = new OperatorOrder(command.Actor, command.Reason, now) },
        OperatorCommandKind.Resume => this with { Pause = null },
        OperatorCommandKind.Hold => this with { Hold = new OperatorOrder(command.Actor, command.Reason, now) },
        OperatorCommandKind.Release => this with { Hold = null },
        OperatorCommandKind.Promote or OperatorCommandKind.Rollback => this with { IsPlanned = true },
        _ => this,
    };
}
