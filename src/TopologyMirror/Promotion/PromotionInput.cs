using TopologyMirror.Capacity;
using TopologyMirror.Switchover;

namespace TopologyMirror.Promotion;

/// <summary>What a promotion is decided on. Immutable.</summary>
public sealed record PromotionInput
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Time to the next decision.</summary>
    public required TimeSpan TickInterval { get; init; }

    /// <summary>What the time ahead takes.</summary>
    public required CapacityPlan Plan { get; init; }

    /// <summary>What the time ahead takes of instances at the digest of the release that is due; null when they carry what live's do.</summary>
    public CapacityPlan? ReleasePlan { get; init; }

    /// <summary>Bounds per service, in the services' order.</summary>
    public required IReadOnlyList<ServiceCapacity> Capacities { get; init; }

    /// <summary>What the observed load takes, per service, in the same order.</summary>
    public required IReadOnlyList<ServiceNeed> Needs { get; init; }

    /// <summary>What stands where, per service, in the same order.</summary>
    public required IReadOnlyList<ServiceCounts> Counts { get; init; }

    /// <summary>How long launches and promotions take.</summary>
    public required LeadTimes LeadTimes { get; init; }

    /// <summary>What an instance-hour that is needed and missing costs, in instance-hours that are paid, of services without prices. Default: 50.</summary>
    public double MissingCost { get; init; } = 50;

    /// <summary>When load was last seen far above what was planned for it; null when it was not.</summary>
    public DateTimeOffset? JumpedAt { get; init; }

    /// <summary>Share by which the reactive rule plans above the observed load while there is no forecast.</summary>
    public required double ReactiveHeadroom { get; init; }

    /// <summary>Cover per service that stands ready whatever the forecast says.</summary>
    public required int StandingCover { get; init; }

    /// <summary>True while a run is open.</summary>
    public required bool RunOpen { get; init; }

    /// <summary>No run starts before this time, since runs have failed; null when they have not.</summary>
    public DateTimeOffset? NoRunBefore { get; init; }

    /// <summary>True while an operator holds releases: none begins, and no configuration of live is repaired. Surges and scale-in go on.</summary>
    public bool IsHeld { get; init; }

    /// <summary>How long a release's new side bakes; null when no release is due.</summary>
    public TimeSpan? ReleaseBake { get; init; }

    /// <summary>The release of which some waves are committed and some are not; null when there is none.</summary>
    public OpenRelease? Release { get; init; }

    /// <summary>Instances that the fleet can take in addition; null when it does not tell.</summary>
    public int? Room { get; init; }

    /// <summary>Most instances that a release replaces at a time, per service in the services' order, null for all; empty for all of all.</summary>
    public IReadOnlyList<int?> WaveSizes { get; init; } = [];

    /// <summary>Services that shadow instances of others call in the shadow: one candidate of each stays until a release in waves is done. Default: none.</summary>
    public IReadOnlySet<ServiceName> CalledInShadow { get; init; } = new SortedSet<ServiceName>();

    /// <summary>True when what serves is unhealthy: what protects it only advises then.</summary>
    public bool LiveIsUnhealthy { get; init; }

    /// <summary>What instances cost; null when no service has a price. Default: null.</summary>
    public CostModel? Costs { get; init; }

    /// <summary>What no launch may exceed; counts only together with <see cref="FleetUse"/>. Default: no cap.</summary>
    public FleetCaps Caps { get; init; } = FleetCaps.None;

    /// <summary>What the caps are held against; null where there are none. Default: null.</summary>
    public FleetUse? FleetUse { get; init; }

    /// <summary>What the tick before remembered.</summary>
    public required PromotionMemory Memory { get; init; }
}
