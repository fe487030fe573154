namespace TopologyMirror.Replay;

/// <summary>What a run is judged by: the scored ticks only. Immutable.</summary>
public sealed record ReplayScore
{
    /// <summary>Minutes that were scored.</summary>
    public required double Minutes { get; init; }

    /// <summary>Minutes in which more instances were needed than served.</summary>
    public required double ViolationMinutes { get; init; }

    /// <summary>The longest run of violation minutes.</summary>
    public required double WorstBurstMinutes { get; init; }

    /// <summary>Minutes that needed more instances than the cap allows: violations whatever is done.</summary>
    public required double MinutesAboveCap { get; init; }

    /// <summary>Instance-hours that were needed.</summary>
    public required double NeedHours { get; init; }

    /// <summary>Instance-hours that were needed and not served.</summary>
    public required double ShortfallHours { get; init; }

    /// <summary>Instance-hours that were paid.</summary>
    public required ReplayPaidHours PaidHours { get; init; }

    /// <summary>Ticks whose routed instances differ from those of the tick before, per day.</summary>
    public required double ChangesPerDay { get; init; }

    /// <summary>Launches.</summary>
    public required int Launches { get; init; }

    /// <summary>Launches that were not needed in their first 60 minutes, or until they were ended before.</summary>
    public required int FalseLaunches { get; init; }

    /// <summary>Shadow instances that were given traffic.</summary>
    public required int Promotions { get; init; }

    /// <summary>Promotions that were not needed in the 15 minutes after, or until they were undone before.</summary>
    public required int FalsePromotions { get; init; }

    /// <summary>Violation minutes in percent of all.</summary>
    public double ViolationPercent => 100 * ViolationMinutes / Minutes;

    /// <summary>Instance-hours missing, in percent of those needed. Only together with <see cref="ViolationPercent"/> does it tell how bad it was.</summary>
    public double ShortfallPercent => 100 * ShortfallHours / NeedHours;

    /// <summary>Instance-hours paid above those needed, in percent of those needed; negative where less was paid.</summary>
    public double OverPercent => 100 * ((PaidHours.Total / NeedHours) - 1);
}
