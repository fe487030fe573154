namespace TopologyMirror.Capacity;

/// <summary>A cap of <see cref="FleetCaps"/>.</summary>
public enum FleetCap
{
    /// <summary><see cref="FleetCaps.ShadowInstances"/>.</summary>
    ShadowInstances,

    /// <summary><see cref="FleetCaps.TotalInstances"/>.</summary>
    TotalInstances,

    /// <summary><see cref="FleetCaps.LaunchesPerHour"/>.</summary>
    LaunchesPerHour,

    /// <summary><see cref="FleetCaps.ShadowBudgetPerMonth"/>.</summary>
    ShadowBudgetPerMonth,

    /// <summary><see cref="FleetCaps.OverlapInstances"/>.</summary>
    OverlapInstances,
}
