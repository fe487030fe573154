namespace TopologyMirror.Switchover;

/// <summary>Where a run stands, in the order in which phases follow each other. Phases that a run does not need are left out by <see cref="SwitchoverSequence"/>.</summary>
public enum SwitchoverPhase
{
    /// <summary>The run is opened and journaled; nothing has been touched.</summary>
    Reserve,

    /// <summary>Every instance to promote is being observed ready at the run's digest.</summary>
    Validate,

    /// <summary>Monitoring is being attached to what will be routed.</summary>
    Arm,

    /// <summary>Writes are being parked, once the replicas that take over are near enough.</summary>
    Quiesce,

    /// <summary>The replicas that take over are being observed until they hold everything that was acknowledged.</summary>
    CatchUp,

    /// <summary>The old writers are being kept from writing.</summary>
    Fence,

    /// <summary>The replicas are being made the writers, the reverse path is started, and parked writes are let go.</summary>
    PromoteData,

    /// <summary>Weights are being set, router by router.</summary>
    Route,

    /// <summary>The data plane is being observed until it does what was set.</summary>
    VerifyRoute,

    /// <summary>Promoted instances are being brought from a first share of the full weight to all of it, step by step.</summary>
    Ramp,

    /// <summary>The old side's weights are being set to 0, router by router, now that the new side is observed to serve.</summary>
    Shift,

    /// <summary>The data plane is being observed until the old side gets no requests.</summary>
    VerifyShift,

    /// <summary>Background work is being stopped on the old side, and then started on the new one.</summary>
    HandOver,

    /// <summary>The new side serves alone and is watched; the old side stands by and can take over again at once.</summary>
    Bake,

    /// <summary>Routes are being put back as they were before the run.</summary>
    Unwind,

    /// <summary>The run has ended; its outcome says how.</summary>
    Closed,
}
