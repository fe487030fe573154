namespace TopologyMirror.Replay;

/// <summary>
/// Replays a trace against a policy and scores it. It alone owns the clock, the loads, the fleet and the score; the same arguments give
/// the same result. Thread-safe.
/// </summary>
/// <remarks>
/// What is decided at instant k is paid from tick k and changes what serves from tick k + 1: an instance routed at k serves from k + 1,
/// one unrouted at k still serves tick k, drains for 2 minutes, and is free from k + 3 when it is terminated by then.
/// </remarks>
public static class ReplayRunner
{
    /// <summary>Runs a policy from the start of the warm-up to the end of the trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="policy">The policy; a <see cref="RecordedPolicy"/> for actions that took place elsewhere.</param>
    /// <param name="draws">How long launches take.</param>
    /// <param name="events">What happens besides load; null for nothing. The trace is that of the same <see cref="ReplayScenario"/>.</param>
    /// <exception cref="InvalidReplayActionException">The policy wants something that cannot be.</exception>
    public static ReplayResult Run(ReplayTrace trace, IReplayPolicy policy, LaunchDraws draws, ReplayEvents? events = null)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(draws);
        events ??= ReplayEvents.None;
        var fleet = new ReplayFleet(trace, draws, events, policy.Name);
        var ledger = new ReplayLedger(trace);
        var usefulness = new UsefulnessLedger(trace);
        var releases = new ReleaseLedger(trace, events);
        IReplaySession session = policy.Start();
        int giveUpTicks = draws.GiveUpTicks(trace.Clock);
        for (int tick = trace.Window.WarmUpStart; tick < trace.Window.End; tick++)
        {
            fleet.BeginTick(tick);
            var observation = new ReplayObservation(trace, tick, giveUpTicks, fleet.ViewAt(tick), fleet.RoomAt(tick), events.DesiredGeneration(tick));
            foreach (ReplayDecision decision in session.Decide(observation))
            {
                fleet.Apply(tick, decision);
            }

            ledger.Close(tick, fleet.Members);
            usefulness.Close(tick, fleet.Members);
            releases.Close(tick, fleet.Members);
        }

        return new ReplayResult
        {
            Trace = trace.Name,
            Policy = policy.Name,
            Actions = [.. fleet.Actions],
            FirstTick = trace.Window.WarmUpStart,
            Serving = [.. ledger.Serving],
            Paid = [.. ledger.Paid],
            Releases = releases.Results(),
            Score = ledger.Score(usefulness),
        };
    }
}
