namespace TopologyMirror.Replay;

/// <summary>One instance as the runner keeps it: with the truth that policies do not see.</summary>
internal sealed class FleetMember(int number, int launchedAt, int readyAt, ReplayPurpose purpose)
{
    public const int Never = int.MaxValue;

    public int Number { get; } = number;

    public int LaunchedAt { get; } = launchedAt;

    /// <summary>First instant at which it can be routed; <see cref="Never"/> for a failed launch.</summary>
    public int ReadyAt { get; } = readyAt;

    public ReplayPurpose Purpose { get; set; } = purpose;

    public int Generation { get; init; }

    /// <summary>Instant at which it was first given traffic; <see cref="Never"/> before. It serves from the tick after.</summary>
    public int FirstRoutedAt { get; set; } = Never;

    /// <summary>The replacement that last changed its route; 0 for none.</summary>
    public int Replacement { get; set; }

    public bool Routed { get; set; }

    /// <summary>Instant at which it was last taken out of traffic; <see cref="Never"/> while it was not.</summary>
    public int StoppedAt { get; set; } = Never;

    public int TerminatedAt { get; set; } = Never;

    /// <summary>Instant of the promotion that is still to be judged; <see cref="Never"/> for none.</summary>
    public int PromotedAt { get; set; } = Never;

    /// <summary>Whether it serves the whole of the current tick: in traffic as the tick began, and not ended at that instant.</summary>
    public bool Served { get; set; }

    /// <summary>The same for the tick before.</summary>
    public bool ServedBefore { get; set; }

    public bool LaunchNeeded { get; set; }

    public bool PromotionNeeded { get; set; }

    public bool IsTerminated => TerminatedAt != Never;

    /// <summary>Whether it is out of traffic since a release replaced it, and kept as the way back.</summary>
    public bool IsOldSide => Replacement != 0 && IsRetiring && !Routed;

    /// <summary>Whether it drains, or has drained, to be terminated.</summary>
    public bool IsRetiring => StoppedAt != Never && Purpose == ReplayPurpose.Live;

    /// <summary>First tick after its drain; the tick it was stopped in still serves.</summary>
    public int DrainedAt(ReplayClock clock) => StoppedAt == Never ? 0 : StoppedAt + 1 + clock.DrainTicks;

    /// <summary>First tick that is not paid: its termination, or the end of its drain where that is later.</summary>
    public int PaidUntil(ReplayClock clock) => IsTerminated ? Math.Max(TerminatedAt, DrainedAt(clock)) : Never;

    public ReplayInstanceState StateAt(int tick, ReplayClock clock)
    {
        if (Routed)
        {
            return ReplayInstanceState.Routed;
        }

        if (tick < ReadyAt)
        {
            return ReplayInstanceState.Launching;
        }

        if (tick < DrainedAt(clock))
        {
            return ReplayInstanceState.Draining;
        }

        return IsRetiring ? ReplayInstanceState.Drained : ReplayInstanceState.Ready;
    }
}
