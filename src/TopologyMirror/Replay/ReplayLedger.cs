namespace TopologyMirror.Replay;

/// <summary>Adds up what one run gave and cost.</summary>
internal sealed class ReplayLedger(ReplayTrace trace)
{
    private readonly List<int> _serving = [];
    private readonly List<int> _paid = [];
    private long _need;
    private long _shortfall;
    private long _live;
    private long _shadow;
    private long _launching;
    private long _overlap;
    private int _violations;
    private int _burst;
    private int _worstBurst;
    private int _changes;
    private readonly HashSet<int> _replacements = [];

    public IReadOnlyList<int> Serving => _serving;

    public IReadOnlyList<int> Paid => _paid;

    /// <summary>Closes a tick after its decisions were carried out.</summary>
    public void Close(int tick, IReadOnlyList<FleetMember> members)
    {
        bool scored = tick >= trace.Window.EvaluatedStart;
        int serving = 0;
        int paid = 0;
        bool changed = false;
        foreach (FleetMember m in members)
        {
            serving += m.Served ? 1 : 0;
            changed |= m.Served != m.ServedBefore && IsChange(m.Replacement);
            if (tick < m.PaidUntil(trace.Clock))
            {
                paid++;
                ref long account = ref Account(m, tick);
                account += scored ? 1 : 0;
            }
        }

        _serving.Add(serving);
        _paid.Add(paid);
        if (scored)
        {
            Judge(trace.Need[tick], serving);
            _changes += changed ? 1 : 0;
        }
    }

    public ReplayScore Score(UsefulnessLedger usefulness)
    {
        double minutes = trace.Clock.Tick / TimeSpan.FromMinutes(1);
        double hours = trace.Clock.Tick / TimeSpan.FromHours(1);
        double days = trace.Window.EvaluatedTicks * trace.Clock.Tick / TimeSpan.FromDays(1);
        return new ReplayScore
        {
            Minutes = trace.Window.EvaluatedTicks * minutes,
            ViolationMinutes = _violations * minutes,
            WorstBurstMinutes = _worstBurst * minutes,
            MinutesAboveCap = trace.TicksAboveCap.Length * minutes,
            NeedHours = _need * hours,
            ShortfallHours = _shortfall * hours,
            PaidHours = new ReplayPaidHours(_live * hours, _shadow * hours, _launching * hours, _overlap * hours),
            ChangesPerDay = _changes / days,
            Launches = usefulness.Launches,
            FalseLaunches = usefulness.FalseLaunches,
            Promotions = usefulness.Promotions,
            FalsePromotions = usefulness.FalsePromotions,
        };
    }

    private void Judge(int need, int serving)
    {
        _need += need;
        _shortfall += Math.Max(0, need - serving);
        _violations += need > serving ? 1 : 0;
        _burst = need > serving ? _burst + 1 : 0;
        _worstBurst = Math.Max(_worstBurst, _burst);
    }

    /// <summary>A replacement counts once, in the first tick whose routes it changed; that tick's other routes are part of it.</summary>
    private bool IsChange(int replacement) => replacement == 0 || _replacements.Add(replacement);

    private ref long Account(FleetMember member, int tick)
    {
        if (tick < member.ReadyAt)
        {
            return ref _launching;
        }

        if (member.IsOldSide && !member.Served)
        {
            return ref _overlap;
        }

        if (member.Routed || member.Served || (member.StoppedAt != FleetMember.Never && tick < member.DrainedAt(trace.Clock)))
        {
            return ref _live;
        }

        if (member.Purpose == ReplayPurpose.Shadow)
        {
            return ref _shadow;
        }

        return ref member.IsRetiring ? ref _overlap : ref _live;
    }
}
