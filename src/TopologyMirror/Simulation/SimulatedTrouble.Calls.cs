namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with calls to the ports.</summary>
internal sealed partial class SimulatedTrouble
{
    private const int Remembered = 16;

    private readonly SortedDictionary<string, Queue<(DateTimeOffset At, object Answer)>> _answers = new(StringComparer.Ordinal);

    /// <summary>Judges a call before it is made.</summary>
    /// <param name="port">The port.</param>
    /// <param name="call">The call.</param>
    /// <param name="concerns">The instances that it is about.</param>
    /// <param name="canBePartial">Whether a part of it can take effect.</param>
    public SimulatedCallVerdict Judge(string port, string call, IReadOnlyList<InstanceId> concerns, bool canBePartial)
    {
        Look();
        if (Hits(SimulationFault.Throttling))
        {
            return new SimulatedCallVerdict(SimulatedCallFault.Fails, null, "it was throttled: too many requests");
        }

        if (Reads(call))
        {
            return Hits(SimulationFault.MissedObservation)
                ? new SimulatedCallVerdict(SimulatedCallFault.Fails, null, "nothing could be observed")
                : default;
        }

        if (concerns.FirstOrDefault(IsUnreachable) is { Value: not null } unreachable)
        {
            Hit(Lasts(SimulationFault.NewSideUnreachable) && IsOfNewSide(unreachable) ? SimulationFault.NewSideUnreachable : SimulationFault.OldSideUnreachable);
            return new SimulatedCallVerdict(SimulatedCallFault.Fails, null, $"instance '{unreachable}' cannot be reached");
        }

        if (canBePartial && Strikes(SimulationFault.PartialBatch))
        {
            return new SimulatedCallVerdict(SimulatedCallFault.Fails, SimulationFault.PartialBatch, "it took effect for some of its instances");
        }

        return Hits(SimulationFault.TimeoutNotApplied) ? new SimulatedCallVerdict(SimulatedCallFault.Hangs, null, string.Empty)
            : Strikes(SimulationFault.TimeoutApplied) ? new SimulatedCallVerdict(SimulatedCallFault.LosesItsAnswer, SimulationFault.TimeoutApplied, string.Empty)
            : Strikes(SimulationFault.DuplicateCall) ? new SimulatedCallVerdict(SimulatedCallFault.None, SimulationFault.DuplicateCall, string.Empty)
            : default;
    }

    /// <summary>Gives an older answer where one is to be given.</summary>
    public T MakeStale<T>(string port, string call, T answer)
    {
        if (!Faults.IsOn(SimulationFault.StaleObservation) || !Reads(call) || !Snapshots.IsDated(answer))
        {
            return answer;
        }

        string place = $"{port}.{call}";
        if (!_answers.TryGetValue(place, out Queue<(DateTimeOffset At, object Answer)>? before))
        {
            _answers[place] = before = new Queue<(DateTimeOffset, object)>();
        }

        object? old = Strikes(SimulationFault.StaleObservation)
            ? before.Where(a => a.At < Now).Select(a => a.Answer).ElementAtOrDefault(Below(SimulationFault.StaleObservation, Math.Max(before.Count, 1)))
            : null;
        before.Enqueue((Now, answer!));
        if (before.Count > Remembered)
        {
            before.Dequeue();
        }

        if (old is null)
        {
            return answer;
        }

        Hit(SimulationFault.StaleObservation);
        return (T)old;
    }

    /// <summary>True for an instance that no call reaches now.</summary>
    public bool IsUnreachable(InstanceId instance) =>
        (Lasts(SimulationFault.NewSideUnreachable) && IsOfNewSide(instance)) || (Lasts(SimulationFault.OldSideUnreachable) && IsOfOldSide(instance));

    private static bool Reads(string call) => call is "List" or "Observe" or "Read" or "ReadDesired" or "Capture";

    private bool IsOfNewSide(InstanceId instance) => Coming.Contains(instance);

    private bool IsOfOldSide(InstanceId instance) =>
        cluster.Watch.OpenRun is { } run && !run.Plan.Promote.Contains(instance)
        && (run.Plan.Leaving.Contains(instance) || cluster.Routers.Any(r => r.WeightInForce(instance) > 0));

    private void BreakLines()
    {
        Begin(SimulationFault.NewSideUnreachable, 20, 120);
        Begin(SimulationFault.OldSideUnreachable, 20, 120);
    }
}
