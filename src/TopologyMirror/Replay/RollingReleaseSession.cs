namespace TopologyMirror.Replay;

/// <summary>A session of <see cref="RollingReleasePolicy"/>.</summary>
internal sealed class RollingReleaseSession(IReplaySession scaling) : IReplaySession
{
    /// <summary>Launched on top, not yet in the place of an old instance.</summary>
    private readonly SortedSet<int> _surge = [];

    /// <summary>The configuration that baked last: the way back.</summary>
    private int _good;

    /// <summary>The newest configuration that was asked for.</summary>
    private int _desired;

    /// <summary>The configuration that everything is to run.</summary>
    private int _target;

    private int? _aloneSince;
    private int _launched;
    private int _launchedAt;

    public IReadOnlyList<ReplayDecision> Decide(ReplayObservation observation)
    {
        Adopt(observation);
        Aim(observation);
        ReplayInstance[] seen = [.. Visible(observation)];
        List<ReplayDecision> decisions = [.. scaling.Decide(observation.WithFleet(seen))];
        bool isDone = !Array.Exists(seen, IsOld) && _surge.Count == 0;
        if (_target == 0 && isDone)
        {
            return decisions;
        }

        AimScaling(seen, decisions);
        if (isDone)
        {
            Bake(observation);
        }
        else
        {
            _aloneSince = null;
            Roll(observation, seen, decisions);
        }

        return decisions;
    }

    /// <summary>Who goes on serving, or stands by, and does not run what it should.</summary>
    private bool IsOld(ReplayInstance instance) => instance.Generation != _target && !IsLeaving(instance);

    private static bool IsLeaving(ReplayInstance instance) =>
        instance.Purpose == ReplayPurpose.Live && instance.State is ReplayInstanceState.Draining or ReplayInstanceState.Drained;

    /// <summary>Takes the launches of the tick before on: they were the last ones, and all of them were accepted.</summary>
    private void Adopt(ReplayObservation observation)
    {
        for (int i = observation.Fleet.Length - 1; i >= 0 && _launched > 0 && observation.Fleet[i].LaunchedAt == _launchedAt; i--, _launched--)
        {
            _surge.Add(observation.Fleet[i].Number);
        }

        _launched = 0;
    }

    private void Aim(ReplayObservation observation)
    {
        if (observation.DesiredGeneration != _desired)
        {
            _target = _desired = observation.DesiredGeneration;
            _aloneSince = null;
        }

        if (_target == _good)
        {
            return;
        }

        foreach (ReplayInstance instance in observation.Fleet)
        {
            if (instance.HasAlarm && instance.Generation == _target)
            {
                _target = _good;
                return;
            }
        }
    }

    private List<ReplayInstance> Visible(ReplayObservation observation)
    {
        var visible = new List<ReplayInstance>(observation.Fleet.Length);
        foreach (ReplayInstance instance in observation.Fleet)
        {
            if (!_surge.Contains(instance.Number))
            {
                visible.Add(instance);
            }
        }

        return visible;
    }

    /// <summary>What is launched runs what it should, and what leaves live is old as long as anything is.</summary>
    private void AimScaling(ReplayInstance[] seen, List<ReplayDecision> decisions)
    {
        var leaving = new SortedSet<int>(decisions.Where(d => d.Kind == ReplayActionKind.Unroute).Select(d => d.Instance!.Value));
        for (int i = 0; i < decisions.Count; i++)
        {
            ReplayDecision decision = decisions[i];
            if (decision.Kind == ReplayActionKind.Launch)
            {
                decisions[i] = decision with { Generation = _target };
            }
            else if (decision.Kind == ReplayActionKind.Unroute && !IsOld(Array.Find(seen, s => s.Number == decision.Instance)))
            {
                ReplayInstance[] old = [.. seen.Where(s => s.State == ReplayInstanceState.Routed && IsOld(s) && !leaving.Contains(s.Number)).Take(1)];
                if (old.Length > 0)
                {
                    leaving.Add(old[0].Number);
                    decisions[i] = ReplayDecision.Unroute(old[0].Number);
                }
            }
        }
    }

    private void Bake(ReplayObservation observation)
    {
        _aloneSince ??= observation.Tick;
        _good = observation.Tick - _aloneSince > observation.Clock.BakeTicks ? _target : _good;
    }

    private void Roll(ReplayObservation observation, ReplayInstance[] seen, List<ReplayDecision> decisions)
    {
        var leaving = new SortedSet<int>(
            decisions.Where(d => d.Kind is ReplayActionKind.Unroute or ReplayActionKind.Terminate).Select(d => d.Instance!.Value));
        int live = seen.Count(s => s.Purpose == ReplayPurpose.Live && !IsLeaving(s) && !leaving.Contains(s.Number));

        // In traffic first, and the oldest first.
        List<ReplayInstance> old =
        [
            .. seen.Where(s => IsOld(s) && !leaving.Contains(s.Number)).OrderBy(s => s.Purpose).ThenByDescending(s => s.State).ThenBy(s => s.Number),
        ];
        foreach (ReplayInstance instance in observation.Fleet)
        {
            if (_surge.Contains(instance.Number))
            {
                Exchange(observation, instance, old, decisions);
            }
        }

        Launch(observation, old, Math.Max((live + 3) / 4, 1), decisions);
    }

    private void Exchange(ReplayObservation observation, ReplayInstance instance, List<ReplayInstance> old, List<ReplayDecision> decisions)
    {
        int extra = instance.Purpose == ReplayPurpose.Shadow ? ReplayClock.ShadowReadyTicks : 0;
        bool isOverdue = observation.Tick - instance.LaunchedAt >= observation.GiveUpTicks + extra;
        bool isReady = instance.State == ReplayInstanceState.Ready;
        if (instance.Generation != _target || (!isReady && isOverdue))
        {
            decisions.Add(ReplayDecision.Terminate(instance.Number));
            _surge.Remove(instance.Number);
        }
        else if (isReady)
        {
            // Without an old one left to take over from, it is one more that scaling decides about.
            _surge.Remove(instance.Number);
            int place = old.FindIndex(o => o.Purpose == instance.Purpose);
            if (place >= 0)
            {
                TakeOver(instance, old[place], decisions);
                old.RemoveAt(place);
            }
        }
    }

    private static void TakeOver(ReplayInstance instance, ReplayInstance old, List<ReplayDecision> decisions)
    {
        bool routed = old.State == ReplayInstanceState.Routed;
        if (instance.Purpose == ReplayPurpose.Live)
        {
            decisions.Add(ReplayDecision.Route(instance.Number));
        }

        // An old one that was about to get traffic gets none.
        decisions.RemoveAll(d => d.Kind == ReplayActionKind.Route && d.Instance == old.Number);
        decisions.Add(routed ? ReplayDecision.Unroute(old.Number) : ReplayDecision.Terminate(old.Number));
    }

    private void Launch(ReplayObservation observation, List<ReplayInstance> old, int surge, List<ReplayDecision> decisions)
    {
        int onTheWayToLive = 0;
        foreach (ReplayInstance instance in observation.Fleet)
        {
            onTheWayToLive += _surge.Contains(instance.Number) && instance.Purpose == ReplayPurpose.Live ? 1 : 0;
        }

        int room = observation.Room - decisions.Count(d => d.Kind == ReplayActionKind.Launch);
        int most = Math.Max(Math.Min(surge - _surge.Count, room), 0);
        int live = Math.Clamp(old.Count(o => o.Purpose == ReplayPurpose.Live) - onTheWayToLive, 0, most);
        int standing = Math.Clamp(old.Count(o => o.Purpose == ReplayPurpose.Shadow) - (_surge.Count - onTheWayToLive), 0, most - live);
        decisions.AddRange(Enumerable.Repeat(ReplayDecision.Launch(ReplayPurpose.Live) with { Generation = _target }, live));
        decisions.AddRange(Enumerable.Repeat(ReplayDecision.Launch(ReplayPurpose.Shadow) with { Generation = _target }, standing));
        (_launched, _launchedAt) = (live + standing, observation.Tick);
    }
}
