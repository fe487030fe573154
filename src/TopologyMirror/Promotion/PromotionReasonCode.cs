namespace TopologyMirror.Promotion;

/// <summary>Why something was decided, for programs.</summary>
public enum PromotionReasonCode
{
    /// <summary>Live is enough now and as far as the decision looks.</summary>
    Enough,

    /// <summary>The observed load asks for more than live has.</summary>
    ObservedLoad,

    /// <summary>The forecast asks for more within the promote lead than live has.</summary>
    PredictedWithinPromoteLead,

    /// <summary>The forecast asks for more at the launch lead than is live, ready or arriving.</summary>
    PredictedAtLaunchLead,

    /// <summary>More instances are wanted in live, and no cover is ready.</summary>
    NoCoverReady,

    /// <summary>Observed and predicted need are below live.</summary>
    LowLoad,

    /// <summary>Live instances have failed.</summary>
    FailedInstances,

    /// <summary>Live is larger than needed, and the stabilisation window is not over.</summary>
    StabilisationWindow,

    /// <summary>Live is larger than needed, and load has just dropped: it may come back.</summary>
    RecentDrop,

    /// <summary>A metric has no sample, or its newest one is too old.</summary>
    StaleLoad,

    /// <summary>Candidates for the release that is due are not ready yet.</summary>
    CandidatesArriving,

    /// <summary>The release that is due waits, since live may not be enough for the whole bake.</summary>
    LiveTooSmallForBake,

    /// <summary>The release that is due waits, since the fleet has no room for a single candidate.</summary>
    NoRoomForRelease,

    /// <summary>Candidates are ready, and live is enough until their bake has ended.</summary>
    ReleaseReady,

    /// <summary>A run is open: nothing else starts before it ends.</summary>
    RunOpen,

    /// <summary>Fewer are live than the floor asks for, and no load is known that could ask for more.</summary>
    BelowFloor,

    /// <summary>Runs have failed in a row: the next one waits.</summary>
    BackingOff,

    /// <summary>Nothing serves yet.</summary>
    NothingLive,

    /// <summary>Less cover is ready or arriving than is to stand ready, or than was wanted within the window.</summary>
    CoverBelowTarget,

    /// <summary>The release that is due could begin, and an operator holds releases.</summary>
    ReleaseHeld,

    /// <summary>Live instances run another configuration than live: cover takes their place, then they leave.</summary>
    DriftedInstances,

    /// <summary>Live instances run another configuration than live, and cannot be replaced yet.</summary>
    DriftWaits,

    /// <summary>A scheduled floor asks for more than load does.</summary>
    ScheduledFloor,

    /// <summary>The forecast exceeds the ceiling, and raises it by its buffer.</summary>
    CeilingRaised,

    /// <summary>The forecast exceeds the ceiling, which holds.</summary>
    CeilingReached,

    /// <summary>The cap on shadow instances allows less than is wanted.</summary>
    ShadowCapReached,

    /// <summary>The cap on all instances allows less than is wanted.</summary>
    TotalCapReached,

    /// <summary>The cap on launches per hour makes launches wait.</summary>
    LaunchCapReached,

    /// <summary>The shadow's budget of the month allows less than is wanted.</summary>
    BudgetReached,

    /// <summary>The cap on the overlap of a release allows fewer candidates than it takes.</summary>
    OverlapCapReached,
}
