namespace TopologyMirror.Replay;

/// <summary>
/// The clock of a replay and the durations that its rules name, in ticks. Tick t is [t, t + 1); decisions are taken at the instant at
/// which a tick begins.
/// </summary>
/// <remarks>
/// A tick is a minute wherever the trace allows it. A trace with longer steps has one tick per step, and there every duration of the
/// rules takes as many whole ticks as it needs, at least one: with a tick of an hour, each of them is one tick.
/// </remarks>
public sealed record ReplayClock
{
    /// <summary>At instant k the loads of ticks up to k − 2 are known: a tick has to end, and its value takes one tick to arrive.</summary>
    public const int VisibilityTicks = 2;

    /// <summary>A shadow instance is ready this much later than a live one: its configuration is propagated and validated.</summary>
    public const int ShadowReadyTicks = 1;

    private const int FewestReleaseTicks = 12;

    /// <summary>How long an instance of a bad release serves before its alarm fires: 3 minutes.</summary>
    public static TimeSpan AlarmAfter { get; } = TimeSpan.FromMinutes(3);

    /// <summary>Creates the clock.</summary>
    /// <param name="tick">Length of a tick; at least a minute.</param>
    public ReplayClock(TimeSpan tick)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tick, TimeSpan.FromMinutes(1));
        Tick = tick;
        DrainTicks = Ticks(TimeSpan.FromMinutes(2));
        StabilisationTicks = Ticks(TimeSpan.FromMinutes(5));
        GiveUpTicks = Ticks(TimeSpan.FromMinutes(20));
        LaunchJudgedTicks = Ticks(TimeSpan.FromMinutes(60));
        PromotionJudgedTicks = Ticks(TimeSpan.FromMinutes(15));
        WeekTicks = Ticks(TimeSpan.FromDays(7));
        BakeTicks = Ticks(TimeSpan.FromMinutes(10));
        AlarmTicks = Ticks(AlarmAfter);
        ReleaseDeadlineTicks = Math.Max(Ticks(TimeSpan.FromHours(2)), FewestReleaseTicks);
    }

    /// <summary>Length of a tick.</summary>
    public TimeSpan Tick { get; }

    /// <summary>Whether a tick is a minute, so that launch leads are drawn by the minute.</summary>
    public bool IsMinute => Tick == TimeSpan.FromMinutes(1);

    /// <summary>How long an instance drains after the last tick that it served in, paid: 2 minutes.</summary>
    public int DrainTicks { get; }

    /// <summary>How many recommendations hold a scale-in back, the newest included: those of 5 minutes.</summary>
    public int StabilisationTicks { get; }

    /// <summary>A launch that is not ready after this is given up: 20 minutes.</summary>
    public int GiveUpTicks { get; }

    /// <summary>A launch is false when it was not needed this long: 60 minutes.</summary>
    public int LaunchJudgedTicks { get; }

    /// <summary>A promotion is false when it was not needed this long: 15 minutes.</summary>
    public int PromotionJudgedTicks { get; }

    /// <summary>The history that sets the load per instance and the static peak: 7 days.</summary>
    public int WeekTicks { get; }

    /// <summary>How long a release serves alone before it counts as finished: 10 minutes.</summary>
    public int BakeTicks { get; }

    /// <summary>How long an instance of a bad release serves before its alarm fires: 3 minutes.</summary>
    public int AlarmTicks { get; }

    /// <summary>By when a release is to be finished: 2 hours; where ticks are long, 12 of them.</summary>
    public int ReleaseDeadlineTicks { get; }

    /// <summary>The whole ticks that <paramref name="duration"/> takes, at least one.</summary>
    /// <param name="duration">A duration; not negative.</param>
    public int Ticks(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        long ticks = (duration.Ticks + Tick.Ticks - 1) / Tick.Ticks;
        return (int)Math.Clamp(ticks, 1, int.MaxValue / 2);
    }
}
