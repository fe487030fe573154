using TopologyMirror.Data;

namespace TopologyMirror.Switchover;

public sealed partial class SwitchoverCoordinator
{
    /// <summary>
    /// Why a run that moved a writer must not go back: the old writer does not hold what was acknowledged since. Null when it may, or has
    /// nothing to put back.
    /// </summary>
    private static SwitchoverAction.Hold? HoldForData(SwitchoverState state, SwitchoverObservation observation)
    {
        if (state.Reached < SwitchoverPhase.Fence)
        {
            return null;
        }

        foreach (WriterMove move in state.Plan.Writers)
        {
            DataSetState? dataSet = DataOf(move, observation);
            if (dataSet is null)
            {
                return new SwitchoverAction.Hold($"Data set '{move.DataSet}' is no longer observed, so that nobody knows whether '{move.From}' holds all of it. {state.Reason}");
            }

            if (!CanGoBack(move, dataSet, observation))
            {
                return new SwitchoverAction.Hold(
                    $"Data set '{move.DataSet}' was handed to '{move.To}', and '{move.From}' does not hold all that was acknowledged since: it stays as it is. {state.Reason}");
            }
        }

        return null;
    }

    /// <summary>
    /// Puts writers back, in the order in which they were moved: the writes of the new one are parked, the old one catches up over the reverse
    /// path, the new one is fenced, the old one promoted. Parked writes are let go.
    /// </summary>
    private SwitchoverAction? UndoData(SwitchoverState state, SwitchoverObservation observation)
    {
        if (state.Reached < SwitchoverPhase.Quiesce)
        {
            return null;
        }

        foreach (WriterMove move in state.Plan.Writers)
        {
            if (DataOf(move, observation) is not { } dataSet)
            {
                return state.Reached < SwitchoverPhase.Fence
                    ? null
                    : new SwitchoverAction.Wait(observation.Now + _options.PollInterval, $"data set '{move.DataSet}' to be observed");
            }

            if (NextBack(move, dataSet, observation) is { } next)
            {
                return next is SwitchoverAction.MoveData effect ? PauseAtStore(state, observation) ?? effect : next;
            }
        }

        return null;
    }

    private SwitchoverAction? NextBack(WriterMove move, DataSetState dataSet, SwitchoverObservation observation)
    {
        if (dataSet.IsChanging)
        {
            return new SwitchoverAction.Wait(observation.Now + DataPoll, $"data set '{move.DataSet}' to settle") { IsAttended = true };
        }

        if (dataSet.Writer == move.From || dataSet.Writers.Any(w => w != move.To))
        {
            return dataSet.ParkedSince is null ? null : new SwitchoverAction.MoveData(move.DataSet, DataChange.Release);
        }

        if (dataSet.Writers.Count > 0 && !dataSet.IsParked(observation.Now))
        {
            return TooFarBehind(move, move.From, observation) is { } behind
                ? new SwitchoverAction.Wait(observation.Now + _options.PollInterval, behind)
                : Parking(move, observation);
        }

        if (!dataSet.HoldsAll(move.From))
        {
            return new SwitchoverAction.Wait(observation.Now + DataPoll, $"replica '{move.From}' of data set '{move.DataSet}' to catch up") { IsAttended = true };
        }

        return dataSet.Writers.Count > 0
            ? new SwitchoverAction.MoveData(move.DataSet, DataChange.Fence, move.To)
            : new SwitchoverAction.MoveData(move.DataSet, DataChange.Promote, move.From);
    }

    /// <summary>Steps back follow each other at once, as long as the store does what it says.</summary>
    private SwitchoverAction? PauseAtStore(SwitchoverState state, SwitchoverObservation observation) =>
        (state.LastFailure is not null || state.Attempts >= observation.World.Routes.Count + (4 * state.Plan.Writers.Count)) && Pause(state, observation) is { } pause
            ? pause with { IsAttended = true }
            : null;

    /// <summary>
    /// The old writer writes, or it follows the new one, or nothing was acknowledged that it does not hold and nothing can be. Where somebody
    /// else writes, or more than one, nobody knows.
    /// </summary>
    private static bool CanGoBack(WriterMove move, DataSetState dataSet, SwitchoverObservation observation) =>
        dataSet.Writer == move.From
        || (dataSet.Writers.Count == 0 && dataSet.PendingWriter == move.From)
        || ((dataSet.Writers.Count == 0 || dataSet.Writer == move.To) && !IsDead(move.From, observation) && dataSet.Replica(move.From) is not null
            && (dataSet.ReverseTo == move.From || (dataSet.HoldsAll(move.From) && (dataSet.Writers.Count == 0 || dataSet.IsParked(observation.Now)))));
}
