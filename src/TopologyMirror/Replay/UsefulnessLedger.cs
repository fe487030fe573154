namespace TopologyMirror.Replay;

/// <summary>
/// Counts launches and promotions that were not needed. An instance is needed in a tick that needs more instances than serve, or are
/// ready, with a lower number. Those whose time is cut short by the end of the trace are not judged.
/// </summary>
internal sealed class UsefulnessLedger(ReplayTrace trace)
{
    public int Launches { get; private set; }

    public int FalseLaunches { get; private set; }

    public int Promotions { get; private set; }

    public int FalsePromotions { get; private set; }

    /// <summary>Closes a tick after its decisions were carried out.</summary>
    public void Close(int tick, IReadOnlyList<FleetMember> members)
    {
        int before = 0;
        foreach (FleetMember m in members)
        {
            bool needed = trace.Need[tick] > before;
            before += IsUsable(m, tick) ? 1 : 0;
            JudgeLaunch(m, tick, needed);
            JudgePromotion(m, tick, needed);
        }
    }

    private bool IsUsable(FleetMember member, int tick) =>
        member.Served || (!member.IsTerminated && member.StateAt(tick, trace.Clock) is ReplayInstanceState.Ready or ReplayInstanceState.Routed);

    private void JudgeLaunch(FleetMember member, int tick, bool needed)
    {
        int age = tick - member.LaunchedAt;
        if (member.Number < 0 || member.LaunchedAt < trace.Window.EvaluatedStart || age >= trace.Clock.LaunchJudgedTicks)
        {
            return;
        }

        Launches += age == 0 ? 1 : 0;
        member.LaunchNeeded |= needed && !member.IsTerminated;
        bool last = member.TerminatedAt == tick || (age == trace.Clock.LaunchJudgedTicks - 1 && !member.IsTerminated);
        FalseLaunches += last && !member.LaunchNeeded ? 1 : 0;
    }

    private void JudgePromotion(FleetMember member, int tick, bool needed)
    {
        if (member.PromotedAt == FleetMember.Never)
        {
            return;
        }

        int age = tick - member.PromotedAt;
        bool scored = member.PromotedAt >= trace.Window.EvaluatedStart;
        Promotions += scored && age == 0 ? 1 : 0;

        // It serves from the tick after, to the tick it is stopped in.
        member.PromotionNeeded |= needed && age > 0 && member.Served;
        bool stopped = !member.Routed;
        if (stopped || age == trace.Clock.PromotionJudgedTicks)
        {
            FalsePromotions += scored && !member.PromotionNeeded ? 1 : 0;
            member.PromotedAt = FleetMember.Never;
        }
    }
}
