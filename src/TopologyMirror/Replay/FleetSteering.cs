namespace TopologyMirror.Replay;

/// <summary>Turns "this many live, this many standing" into decisions, the same way for every policy.</summary>
internal static class FleetSteering
{
    /// <summary>Instances that are wanted live: launching, ready or routed, without those that drain and those to be given up.</summary>
    public static int CurrentLive(ReplayObservation observation) => Count(observation, ReplayPurpose.Live);

    /// <summary>
    /// Gives up late launches, ends what has drained, fills or empties the live side to <paramref name="live"/>, and the shadow to
    /// <paramref name="standing"/>. A missing live instance is promoted from the shadow where one is ready, oldest first, and launched
    /// otherwise; a surplus is cancelled among those without traffic, newest first, then drained, newest first.
    /// </summary>
    public static List<ReplayDecision> Steer(ReplayObservation observation, int live, int standing)
    {
        List<ReplayDecision> decisions = [];
        foreach (ReplayInstance i in observation.Fleet)
        {
            if (i.State == ReplayInstanceState.Drained || IsOverdue(observation, i))
            {
                decisions.Add(ReplayDecision.Terminate(i.Number));
            }
        }

        int missing = live - CurrentLive(observation);
        int cancelled = missing < 0 ? ScaleIn(observation, -missing, decisions) : 0;
        RouteReady(observation, cancelled, decisions);
        int promoted = missing > 0 ? Promote(observation, missing, decisions) : 0;
        AddLaunches(ReplayPurpose.Live, missing - promoted, decisions);
        AddLaunches(ReplayPurpose.Shadow, standing - (Count(observation, ReplayPurpose.Shadow) - promoted), decisions);
        return decisions;
    }

    private static int Count(ReplayObservation observation, ReplayPurpose purpose)
    {
        int count = 0;
        foreach (ReplayInstance i in observation.Fleet)
        {
            bool retiring = purpose == ReplayPurpose.Live && i.State is ReplayInstanceState.Draining or ReplayInstanceState.Drained;
            count += i.Purpose == purpose && !retiring && !IsOverdue(observation, i) ? 1 : 0;
        }

        return count;
    }

    private static bool IsOverdue(ReplayObservation observation, ReplayInstance instance)
    {
        int extra = instance.Purpose == ReplayPurpose.Shadow ? ReplayClock.ShadowReadyTicks : 0;
        return instance.State == ReplayInstanceState.Launching && observation.Tick - instance.LaunchedAt >= observation.GiveUpTicks + extra;
    }

    /// <returns>How many live instances without traffic were ended, newest first.</returns>
    private static int ScaleIn(ReplayObservation observation, int surplus, List<ReplayDecision> decisions)
    {
        int cancelled = 0;
        for (int i = observation.Fleet.Length - 1; i >= 0 && cancelled < surplus; i--)
        {
            if (IsPending(observation, observation.Fleet[i]))
            {
                decisions.Add(ReplayDecision.Terminate(observation.Fleet[i].Number));
                cancelled++;
            }
        }

        int drained = cancelled;
        for (int i = observation.Fleet.Length - 1; i >= 0 && drained < surplus; i--)
        {
            if (observation.Fleet[i].State == ReplayInstanceState.Routed)
            {
                decisions.Add(ReplayDecision.Unroute(observation.Fleet[i].Number));
                drained++;
            }
        }

        return cancelled;
    }

    /// <summary>Gives traffic to live instances that are ready, but for the newest <paramref name="cancelled"/> of those without traffic.</summary>
    private static void RouteReady(ReplayObservation observation, int cancelled, List<ReplayDecision> decisions)
    {
        for (int i = observation.Fleet.Length - 1; i >= 0; i--)
        {
            ReplayInstance instance = observation.Fleet[i];
            if (!IsPending(observation, instance))
            {
                continue;
            }

            if (cancelled > 0)
            {
                cancelled--;
            }
            else if (instance.State == ReplayInstanceState.Ready)
            {
                decisions.Add(ReplayDecision.Route(instance.Number));
            }
        }
    }

    private static bool IsPending(ReplayObservation observation, ReplayInstance instance) =>
        instance.Purpose == ReplayPurpose.Live
        && (instance.State == ReplayInstanceState.Ready || (instance.State == ReplayInstanceState.Launching && !IsOverdue(observation, instance)));

    private static int Promote(ReplayObservation observation, int missing, List<ReplayDecision> decisions)
    {
        int promoted = 0;
        foreach (ReplayInstance i in observation.Fleet)
        {
            if (promoted < missing && i.Purpose == ReplayPurpose.Shadow && i.State == ReplayInstanceState.Ready)
            {
                decisions.Add(ReplayDecision.Route(i.Number));
                promoted++;
            }
        }

        return promoted;
    }

    private static void AddLaunches(ReplayPurpose purpose, int count, List<ReplayDecision> decisions)
    {
        for (int i = 0; i < count; i++)
        {
            decisions.Add(ReplayDecision.Launch(purpose));
        }
    }
}
