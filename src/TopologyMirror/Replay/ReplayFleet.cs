using System.Globalization;

namespace TopologyMirror.Replay;

/// <summary>The fleet of one run: carries actions out, and refuses what cannot be.</summary>
internal sealed class ReplayFleet
{
    private readonly ReplayTrace _trace;
    private readonly LaunchDraws _draws;
    private readonly ReplayEvents _events;
    private readonly string _policy;
    private readonly List<FleetMember> _members = [];
    private readonly Dictionary<int, FleetMember> _byNumber = [];
    private readonly List<ReplayAction> _actions = [];
    private ReplayInstance[] _view = [];
    private int _launches;

    public ReplayFleet(ReplayTrace trace, LaunchDraws draws, ReplayEvents events, string policy)
    {
        _trace = trace;
        _draws = draws;
        _events = events;
        _policy = policy;
        int now = trace.Window.WarmUpStart;
        for (int number = -trace.InitialInstances; number < 0; number++)
        {
            Add(new FleetMember(number, now, now, ReplayPurpose.Live) { Routed = true, Served = true, FirstRoutedAt = now - 1 });
        }
    }

    /// <summary>In the order of numbers; terminated ones stay until they are paid.</summary>
    public IReadOnlyList<FleetMember> Members => _members;

    public IReadOnlyList<ReplayAction> Actions => _actions;

    /// <summary>Launches that would be accepted.</summary>
    /// <param name="tick">The tick.</param>
    public int RoomAt(int tick) =>
        _events.IsWithoutCapacity(tick) ? 0 : Math.Max(0, _trace.FleetCap - _members.Count(m => !m.IsTerminated && !m.IsRetiring));

    public ReadOnlySpan<ReplayInstance> ViewAt(int tick)
    {
        if (_view.Length < _members.Count)
        {
            _view = new ReplayInstance[_members.Count * 2];
        }

        int count = 0;
        foreach (FleetMember m in _members)
        {
            if (!m.IsTerminated)
            {
                _view[count++] = new ReplayInstance(m.Number, m.LaunchedAt, m.StateAt(tick, _trace.Clock), m.Purpose)
                {
                    Generation = m.Generation,
                    HasAlarm = m.Routed && _events.IsBad(m.Generation) && tick - m.FirstRoutedAt - 1 >= _trace.Clock.AlarmTicks,
                };
            }
        }

        return _view.AsSpan(0, count);
    }

    public void Apply(int tick, ReplayDecision decision)
    {
        if (decision.Kind == ReplayActionKind.Launch)
        {
            Launch(tick, decision);
            return;
        }

        FleetMember member = decision.Instance is { } number && _byNumber.TryGetValue(number, out FleetMember? known) && !known.IsTerminated
            ? known
            : throw Impossible(tick, decision, "there is no such instance");
        switch (decision.Kind)
        {
            case ReplayActionKind.Route:
                Route(tick, decision, member);
                break;
            case ReplayActionKind.Unroute or ReplayActionKind.Demote:
                Stop(tick, decision, member);
                break;
            case ReplayActionKind.Terminate:
                member.StoppedAt = member.Routed ? tick : member.StoppedAt;
                member.Replacement = member.Routed ? decision.Replacement : member.Replacement;
                member.Served &= !member.Routed;
                member.Routed = false;
                member.TerminatedAt = tick;
                break;
            default:
                throw Impossible(tick, decision, "there is no such action");
        }

        _actions.Add(new ReplayAction(tick, member.Number, decision.Kind, member.Purpose)
        {
            Generation = member.Generation,
            Replacement = decision.Replacement,
        });
    }

    /// <summary>Opens a tick: forgets the instances that cost nothing from it on, and notes which are in traffic as it begins.</summary>
    public void BeginTick(int tick)
    {
        if (_members.RemoveAll(m => m.PaidUntil(_trace.Clock) <= tick && !m.Served) > 0)
        {
            _byNumber.Clear();
            foreach (FleetMember m in _members)
            {
                _byNumber.Add(m.Number, m);
            }
        }

        foreach (FleetMember m in _members)
        {
            m.ServedBefore = m.Served;
            m.Served = m.Routed;
        }
    }

    private void Launch(int tick, ReplayDecision decision)
    {
        bool recorded = decision.Instance is not null;
        if (recorded && decision.Instance != _launches)
        {
            throw Impossible(tick, decision, string.Create(CultureInfo.InvariantCulture, $"the next launch is number {_launches}"));
        }

        if (RoomAt(tick) == 0)
        {
            if (recorded)
            {
                throw Impossible(tick, decision, _events.IsWithoutCapacity(tick)
                    ? "no launch is accepted now"
                    : string.Create(CultureInfo.InvariantCulture, $"the fleet has its {_trace.FleetCap} instances"));
            }

            return;
        }

        int readyAt = _draws.ReadyTicks(_launches, _trace.Clock) is { } lead
            ? tick + lead + (decision.Purpose == ReplayPurpose.Shadow ? ReplayClock.ShadowReadyTicks : 0)
            : FleetMember.Never;
        Add(new FleetMember(_launches, tick, readyAt, decision.Purpose) { Generation = decision.Generation });
        _actions.Add(new ReplayAction(tick, _launches, ReplayActionKind.Launch, decision.Purpose) { Generation = decision.Generation });
        _launches++;
    }

    private void Route(int tick, ReplayDecision decision, FleetMember member)
    {
        if (member.Routed)
        {
            throw Impossible(tick, decision, "it is routed already");
        }

        if (tick < member.ReadyAt)
        {
            throw Impossible(tick, decision, "it is not ready");
        }

        member.PromotedAt = member.Purpose == ReplayPurpose.Shadow ? tick : member.PromotedAt;
        member.PromotionNeeded = false;
        member.Purpose = ReplayPurpose.Live;
        member.StoppedAt = FleetMember.Never;
        member.FirstRoutedAt = Math.Min(member.FirstRoutedAt, tick);
        member.Replacement = decision.Replacement;
        member.Routed = true;
    }

    private void Stop(int tick, ReplayDecision decision, FleetMember member)
    {
        if (!member.Routed)
        {
            throw Impossible(tick, decision, "it is not routed");
        }

        member.Purpose = decision.Kind == ReplayActionKind.Demote ? ReplayPurpose.Shadow : ReplayPurpose.Live;
        member.StoppedAt = tick;
        member.Replacement = decision.Replacement;
        member.Routed = false;
    }

    private void Add(FleetMember member)
    {
        _members.Add(member);
        _byNumber.Add(member.Number, member);
    }

    private InvalidReplayActionException Impossible(int tick, ReplayDecision decision, string reason) =>
        new(_policy, tick, decision.Kind, decision.Instance, reason);
}
