namespace TopologyMirror.Switchover;

/// <summary>Where a run stands: a fold of its journal records. Immutable.</summary>
public sealed record SwitchoverState
{
    /// <summary>What the run is to do.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>Where it stands.</summary>
    public SwitchoverPhase Phase { get; init; } = SwitchoverPhase.Reserve;

    /// <summary>The last phase on the way forward that it entered: what is to be undone when it unwinds.</summary>
    public SwitchoverPhase Reached { get; init; } = SwitchoverPhase.Reserve;

    /// <summary>When it entered the phase.</summary>
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>Why it entered the phase, where there is more to say than that the one before was done.</summary>
    public string? Reason { get; init; }

    /// <summary>Effects issued so far; the next one gets the number after.</summary>
    public int Steps { get; init; }

    /// <summary>Effects issued in this phase.</summary>
    public int Attempts { get; init; }

    /// <summary>When the newest effect of this phase was issued.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>What went wrong with the newest effect of this phase; null when nothing did.</summary>
    public string? LastFailure { get; init; }

    /// <summary>The old side's signals when the run entered Route: what its new side is held against. Empty when nothing is known.</summary>
    public IReadOnlyList<ServiceSignals> Baseline { get; init; } = [];

    /// <summary>Since when the run is held; null while it is not.</summary>
    public DateTimeOffset? HeldSince { get; init; }

    /// <summary>Why the run is held; null while it is not.</summary>
    public string? HoldReason { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public SwitchoverOutcome? Outcome { get; init; }

    /// <summary>Promoted instances that a committed run did not bring into live, since they could not serve.</summary>
    public IReadOnlyList<InstanceId> Lost { get; init; } = [];

    /// <summary>A run that was just opened.</summary>
    /// <param name="plan">What it is to do.</param>
    public static SwitchoverState Open(RunPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new SwitchoverState { Plan = plan, EnteredAt = plan.OpenedAt };
    }

    /// <summary>The run after it entered a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why, where there is something to say.</param>
    public SwitchoverState Enter(SwitchoverPhase phase, DateTimeOffset at, string? reason) =>
        this with
        {
            Phase = phase,
            Reached = phase < SwitchoverPhase.Unwind ? phase : Reached,
            EnteredAt = at,
            Reason = reason,
            Attempts = 0,
            LastAttemptAt = null,
            LastFailure = null,
            HeldSince = null,
            HoldReason = null,
        };

    /// <summary>The run after an effect was journaled as intended.</summary>
    /// <param name="step">The effect's number.</param>
    /// <param name="at">When.</param>
    public SwitchoverState Intend(int step, DateTimeOffset at) =>
        this with { Steps = Math.Max(Steps, step), Attempts = Attempts + 1, LastAttemptAt = at, LastFailure = null };

    /// <summary>The run after the result of its newest effect was journaled.</summary>
    /// <param name="failure">What went wrong; null when nothing did.</param>
    public SwitchoverState Settle(string? failure) => this with { LastFailure = failure };

    /// <summary>The run after it was found to be held, or to be held no longer.</summary>
    /// <param name="reason">Why; null when it is held no longer.</param>
    /// <param name="at">When.</param>
    public SwitchoverState Hold(string? reason, DateTimeOffset at) => this with { HoldReason = reason, HeldSince = reason is null ? null : HeldSince ?? at };

    /// <summary>The run after it ended.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="at">When.</param>
    /// <param name="reason">Why, where there is something to say.</param>
    public SwitchoverState Close(SwitchoverOutcome outcome, DateTimeOffset at, string? reason) =>
        Enter(SwitchoverPhase.Closed, at, reason) with { Outcome = outcome };
}
