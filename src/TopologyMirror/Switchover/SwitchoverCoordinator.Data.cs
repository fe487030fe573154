using TopologyMirror.Data;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>The writer of a data set moves: quiesce, catch up, fence, promote.</summary>
public sealed partial class SwitchoverCoordinator
{
    /// <summary>Effects that one data set takes without a pause between them: promote, reverse, release.</summary>
    private const int DataSteps = 3;

    private TimeSpan DataPoll => _options.QuiesceTime / 10 < _options.PollInterval ? _options.QuiesceTime / 10 : _options.PollInterval;

    /// <summary>Parks the writes once every replica can catch up within the time that they may be parked; until then nothing is touched.</summary>
    private SwitchoverAction Quiesce(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return LeaveData(state, abort);
        }

        if (state.Plan.Writers.Select(m => Obstacle(m, observation)).FirstOrDefault(o => o is not null) is { } obstacle)
        {
            return LeaveData(state, obstacle);
        }

        if (state.Plan.Writers.Select(m => TooFarBehind(m, m.To!.Value, observation)).FirstOrDefault(b => b is not null) is { } behind)
        {
            return observation.Now - state.EnteredAt >= _options.LagPatience
                ? LeaveData(state, $"Waited {_options.LagPatience}: {behind}.")
                : new SwitchoverAction.Wait(observation.Now + _options.PollInterval, behind);
        }

        foreach (WriterMove move in state.Plan.Writers)
        {
            if (!DataOf(move, observation)!.IsParked(observation.Now))
            {
                return TryData(state, observation, Parking(move, observation), "the store did not park the writes of")
                    ?? LeaveData(state, GaveUpOn(state, "the store did not park the writes of", move));
            }
        }

        return Advance(state);
    }

    /// <summary>Waits until the replicas hold everything that was acknowledged; when the parked writes go before, the run goes back.</summary>
    private SwitchoverAction CatchUp(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, abort);
        }

        foreach (WriterMove move in state.Plan.Writers)
        {
            if ((Obstacle(move, observation) ?? RunOut(move, observation)) is { } stop)
            {
                return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, stop);
            }
        }

        return state.Plan.Writers.Where(m => !DataOf(m, observation)!.HoldsAll(m.To!.Value)).Select(m => Lag(m, observation)).FirstOrDefault() is { } lag
            ? new SwitchoverAction.Wait(observation.Now + DataPoll, lag) { IsAttended = true }
            : Advance(state);
    }

    /// <summary>Keeps the old writers from writing, until that is observed.</summary>
    private SwitchoverAction Fence(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, abort);
        }

        foreach (WriterMove move in state.Plan.Writers)
        {
            DataSetState? dataSet = DataOf(move, observation);
            if (dataSet is not null && IsFenced(dataSet, move.From))
            {
                continue;
            }

            if ((dataSet?.IsChanging == true ? null : Obstacle(move, observation) ?? RunOut(move, observation)) is { } stop)
            {
                return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, stop);
            }

            return TryData(state, observation, new SwitchoverAction.MoveData(move.DataSet, DataChange.Fence, move.From), "the store did not fence the writer of")
                ?? new SwitchoverAction.Enter(SwitchoverPhase.Unwind, GaveUpOn(state, "the store did not fence the writer of", move));
        }

        return Advance(state);
    }

    /// <summary>Makes the replicas the writers, starts the way back for the data, and lets the parked writes go.</summary>
    private SwitchoverAction PromoteData(SwitchoverState state, SwitchoverObservation observation)
    {
        if (observation.AbortRequested is { } abort)
        {
            return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, abort);
        }

        foreach (WriterMove move in state.Plan.Writers)
        {
            if (DataOf(move, observation) is not { } dataSet || move.To is not { } to || IsDead(to, observation))
            {
                return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, $"Data set '{move.DataSet}' or instance '{move.To}' is no longer there.");
            }

            if (!dataSet.IsChanging && (dataSet.Writers.Any(w => w != to) || (dataSet.Writers.Count == 0 && !dataSet.Fenced.Contains(move.From))))
            {
                return new SwitchoverAction.Enter(SwitchoverPhase.Unwind, $"Data set '{move.DataSet}' is open to others than '{to}' again.");
            }

            if (ToPromote(move, dataSet, observation) is not { } next)
            {
                continue;
            }

            // The fence was observed, so that nothing more is acknowledged: what is missing is on its way.
            if (next.Change == DataChange.Promote && !dataSet.HoldsAll(to))
            {
                return observation.Now - state.EnteredAt >= _options.VerifyTimeout
                    ? new SwitchoverAction.Enter(SwitchoverPhase.Unwind, $"Waited {_options.VerifyTimeout} for {Lag(move, observation)}.")
                    : new SwitchoverAction.Wait(observation.Now + DataPoll, Lag(move, observation)) { IsAttended = true };
            }

            return TryData(state, observation, next, "the store did not make the replica the writer of")
                ?? new SwitchoverAction.Enter(SwitchoverPhase.Unwind, GaveUpOn(state, $"the store did not carry out {next.Change} for", move));
        }

        return Advance(state);
    }

    private static SwitchoverAction.MoveData? ToPromote(WriterMove move, DataSetState dataSet, SwitchoverObservation observation) =>
        !dataSet.Writers.Contains(move.To!.Value) ? new SwitchoverAction.MoveData(move.DataSet, DataChange.Promote, move.To)
        : move.IsReversible && dataSet.ReverseTo != move.From && !IsDead(move.From, observation) ? new SwitchoverAction.MoveData(move.DataSet, DataChange.Reverse, move.From)
        : dataSet.ParkedSince is not null ? new SwitchoverAction.MoveData(move.DataSet, DataChange.Release)
        : null;

    /// <summary>
    /// The effect, or the wait for the one before to be in force; null when its attempts are used up. Different effects follow each other at once;
    /// one that is repeated waits as long as a repeated call does.
    /// </summary>
    private SwitchoverAction? TryData(SwitchoverState state, SwitchoverObservation observation, SwitchoverAction.MoveData effect, string waitingFor)
    {
        string what = $"data set '{effect.DataSet}' to show it: {effect.Change}";
        if (observation.World.Data?.Find(effect.DataSet)?.IsChanging == true)
        {
            return observation.Now - state.EnteredAt >= _options.VerifyTimeout
                ? null
                : new SwitchoverAction.Wait(observation.Now + DataPoll, what) { IsAttended = true };
        }

        int free = state.Plan.Writers.Count * (state.Phase == SwitchoverPhase.PromoteData ? DataSteps : 1);
        bool mustPause = state.LastFailure is not null || state.Attempts >= free;
        if (mustPause && state.LastAttemptAt is { } at && observation.Now < at + _options.RetryDelay)
        {
            return new SwitchoverAction.Wait(observation.Now + DataPoll, state.LastFailure ?? what) { IsAttended = true };
        }

        return state.Attempts >= _options.MaxAttempts * free ? null : effect;
    }

    private SwitchoverAction.MoveData Parking(WriterMove move, SwitchoverObservation observation) =>
        new(move.DataSet, DataChange.Quiesce, Until: observation.Now + _options.QuiesceTime);

    /// <summary>Before the first effect on data there is nothing to put back.</summary>
    private static SwitchoverAction LeaveData(SwitchoverState state, string reason) =>
        state is { Attempts: 0, Phase: SwitchoverPhase.Quiesce }
            ? new SwitchoverAction.Close(SwitchoverOutcome.Aborted, reason)
            : new SwitchoverAction.Enter(SwitchoverPhase.Unwind, reason);

    private static DataSetState? DataOf(WriterMove move, SwitchoverObservation observation) => observation.World.Data?.Find(move.DataSet);

    private static bool IsFenced(DataSetState dataSet, InstanceId instance) => dataSet.Fenced.Contains(instance) && !dataSet.Writers.Contains(instance);

    private static bool IsDead(InstanceId instance, SwitchoverObservation observation) =>
        observation.World.Topology.Find(instance) is null or { State: InstanceState.Failed or InstanceState.Terminating };

    /// <summary>What keeps the old writer from handing over to the replica that was chosen.</summary>
    private static string? Obstacle(WriterMove move, SwitchoverObservation observation)
    {
        DataSetState? dataSet = DataOf(move, observation);
        return move.To is not { } to ? $"Data set '{move.DataSet}' has no replica that could take over from instance '{move.From}'."
            : dataSet is null ? $"Data set '{move.DataSet}' is no longer observed."
            : dataSet.Writer != move.From ? $"Data set '{move.DataSet}' is written by {(dataSet.Writer is { } w ? $"instance '{w}'" : "no single instance")}, not by '{move.From}'."
            : dataSet.Replica(to) is null || IsDead(to, observation) ? $"Instance '{to}' holds no replica of data set '{move.DataSet}' any more."
            : null;
    }

    private static string? RunOut(WriterMove move, SwitchoverObservation observation) =>
        DataOf(move, observation)!.IsParked(observation.Now) ? null : $"The writes of data set '{move.DataSet}' were let go before it changed hands: waited for {Lag(move, observation)}.";

    private static string Lag(WriterMove move, SwitchoverObservation observation)
    {
        DataSetState dataSet = DataOf(move, observation)!;
        return $"replica '{move.To}' of data set '{move.DataSet}' to apply position {dataSet.Acknowledged} (it is at {dataSet.Replica(move.To!.Value)?.Applied})";
    }

    private string? TooFarBehind(WriterMove move, InstanceId replica, SwitchoverObservation observation)
    {
        DataSetState dataSet = DataOf(move, observation)!;
        if (dataSet.HoldsAll(replica) || dataSet.IsParked(observation.Now) || dataSet.Replica(replica)?.Behind <= _options.QuiesceTime / 2)
        {
            return null;
        }

        string behind = dataSet.Replica(replica)?.Behind is { } time ? time.ToString() : "an unknown time";
        return $"replica '{replica}' of data set '{move.DataSet}' is {behind} behind, more than half of the {_options.QuiesceTime} for which writes may be parked";
    }

    private static string GaveUpOn(SwitchoverState state, string what, WriterMove move) =>
        $"After {state.Attempts} attempts {what} data set '{move.DataSet}'{(state.LastFailure is { } f ? ": " + f : ".")}";
}
