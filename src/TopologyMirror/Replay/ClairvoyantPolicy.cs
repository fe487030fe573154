namespace TopologyMirror.Replay;

/// <summary>
/// A level-wise bound, not a way to scale: it is made from the trace and the draws themselves. Instance j exists for the ticks that need j
/// instances; a gap shorter than a typical relaunch and drain is kept, any other is retired. Launches that fail are paid until given up.
/// Immutable.
/// </summary>
/// <remarks>
/// It pays drains and obeys the fleet's cap as all do, so ticks that need more than the cap are its violations too. At the cap, launches
/// that fail, or that come early because a later one is slow, take room from others: there it is no exact bound.
/// </remarks>
public sealed class ClairvoyantPolicy : IReplayPolicy
{
    private readonly ClairvoyantPlan _plan;

    /// <summary>Creates the policy for one trace and its draws.</summary>
    /// <param name="trace">The trace that it is to be run on.</param>
    /// <param name="draws">The draws that it is to be run with.</param>
    public ClairvoyantPolicy(ReplayTrace trace, LaunchDraws draws)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentNullException.ThrowIfNull(draws);
        _plan = ClairvoyantPlan.Of(trace, draws);
    }

    /// <inheritdoc/>
    public string Name => "clairvoyant";

    /// <inheritdoc/>
    public IReplaySession Start() => new Session(_plan);

    private sealed class Session(ClairvoyantPlan plan) : IReplaySession
    {
        private int _next;

        public IReadOnlyList<ReplayDecision> Decide(ReplayObservation observation)
        {
            List<ReplayDecision> decisions = [];
            foreach (ReplayInstance i in observation.Fleet)
            {
                ClairvoyantPlan.Stint? stint = i.Number < 0
                    ? (-i.Number <= plan.Initial.Length ? plan.Initial[-i.Number - 1] : null)
                    : plan.Launches[i.Number];
                if (Next(observation, i, stint) is { } decision)
                {
                    decisions.Add(decision);
                }
            }

            for (int room = observation.Room; room > 0 && _next < plan.DueAt.Length && plan.DueAt[_next] <= observation.Tick; room--)
            {
                decisions.Add(ReplayDecision.Launch(ReplayPurpose.Live));
                _next++;
            }

            return decisions;
        }

        private static ReplayDecision? Next(ReplayObservation observation, ReplayInstance instance, ClairvoyantPlan.Stint? stint)
        {
            // What is decided now holds from the next tick on.
            int from = observation.Tick + 1;
            bool over = stint is null ? instance.Number < 0 : from >= stint.Value.To;
            return instance.State switch
            {
                ReplayInstanceState.Routed when over => ReplayDecision.Unroute(instance.Number),
                ReplayInstanceState.Ready when over => ReplayDecision.Terminate(instance.Number),
                ReplayInstanceState.Ready when from >= stint!.Value.From => ReplayDecision.Route(instance.Number),
                ReplayInstanceState.Drained => ReplayDecision.Terminate(instance.Number),
                ReplayInstanceState.Launching when over || observation.Tick - instance.LaunchedAt >= observation.GiveUpTicks =>
                    ReplayDecision.Terminate(instance.Number),
                _ => null,
            };
        }
    }
}
