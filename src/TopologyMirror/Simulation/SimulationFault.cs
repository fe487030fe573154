namespace TopologyMirror.Simulation;

/// <summary>What can go wrong in a simulated world. Each can be switched on by itself, and is counted by the phases of runs in which it changed what came about.</summary>
public enum SimulationFault
{
    /// <summary>The controller dies before an effect is issued.</summary>
    CrashBeforeEffect,

    /// <summary>The controller dies after an effect took place and before it knows.</summary>
    CrashAfterEffect,

    /// <summary>The controller dies before a journal record is written.</summary>
    CrashBeforeRecord,

    /// <summary>The controller dies after a journal record is written and before it knows.</summary>
    CrashAfterRecord,

    /// <summary>The controller stands still beyond its lease and wakes up as a stale owner.</summary>
    PauseBeyondLease,

    /// <summary>A second controller works on the cluster at the same time.</summary>
    SecondOwner,

    /// <summary>The wall clock jumps, forwards or backwards.</summary>
    ClockJump,

    /// <summary>A journal record is torn: what is read back is not what was written.</summary>
    TornRecord,

    /// <summary>A journal write is acknowledged and lost.</summary>
    LostRecord,

    /// <summary>A journal read gives what was there some records ago.</summary>
    StaleJournalRead,

    /// <summary>The store has no room: nothing more can be written.</summary>
    DiskFull,

    /// <summary>The store does not answer.</summary>
    StoreDown,

    /// <summary>A port gives what it saw some time ago, and says when that was.</summary>
    StaleObservation,

    /// <summary>An observation fails.</summary>
    MissedObservation,

    /// <summary>A call is carried out twice.</summary>
    DuplicateCall,

    /// <summary>Calls come into force in another order than that in which they were made.</summary>
    ReorderedCalls,

    /// <summary>A call takes effect and its answer is lost.</summary>
    TimeoutApplied,

    /// <summary>A call neither takes effect nor is answered.</summary>
    TimeoutNotApplied,

    /// <summary>A call is refused since there were too many.</summary>
    Throttling,

    /// <summary>A call for several instances takes effect for some of them.</summary>
    PartialBatch,

    /// <summary>There is no room for another instance.</summary>
    NoCapacity,

    /// <summary>Launches are refused for hours.</summary>
    LaunchDown,

    /// <summary>A zone is lost with all its instances.</summary>
    ZoneLost,

    /// <summary>An instance is ready, and dies.</summary>
    ReadyThenDead,

    /// <summary>An instance is ready and says that it runs another revision.</summary>
    WrongDigest,

    /// <summary>An instance is ready, not ready, and ready again.</summary>
    Flapping,

    /// <summary>An instance is launched and never ready.</summary>
    NeverReady,

    /// <summary>An instance takes several times as long as usual to be ready, or to carry its full load.</summary>
    SlowColdStart,

    /// <summary>Somebody sets a weight by hand.</summary>
    HandEditedWeight,

    /// <summary>Somebody starts or ends an instance by hand.</summary>
    HandEditedSize,

    /// <summary>A second autoscaler adds and removes instances.</summary>
    SecondAutoscaler,

    /// <summary>The router says that it is done while its data plane goes on as before.</summary>
    LaggingDataPlane,

    /// <summary>A reload of the router loses which instances were being drained.</summary>
    ReloadLosesDrain,

    /// <summary>The router has no instance for a moment.</summary>
    EmptyTargetGroup,

    /// <summary>Resolvers go on using an old answer beyond its TTL.</summary>
    DnsIgnoresTtl,

    /// <summary>The name service gives an empty answer.</summary>
    DnsEmptyAnswer,

    /// <summary>Connections to a drained instance never close.</summary>
    EndlessConnections,

    /// <summary>A replica lags behind.</summary>
    ReplicationLag,

    /// <summary>A replica follows no more.</summary>
    ReplicationStop,

    /// <summary>A replica has another content than its writer.</summary>
    ReplicationDivergence,

    /// <summary>The queue of parked writes grows beyond what was foreseen.</summary>
    GrowthWhileParked,

    /// <summary>A fenced writer goes on writing.</summary>
    WriterIgnoresFence,

    /// <summary>The way back to the old writer breaks in the bake.</summary>
    ReversePathBreaks,

    /// <summary>A migration of the schema fails half way.</summary>
    MigrationFails,

    /// <summary>Forecasts are wrong by a factor from 0.3 to 5.</summary>
    WrongForecast,

    /// <summary>Load surges while a run switches.</summary>
    SurgeAtSwitch,

    /// <summary>After a dip of what is served, clients come back with more than they had asked for.</summary>
    RetryStorm,

    /// <summary>Metrics say zero.</summary>
    MetricsZero,

    /// <summary>Metrics say nothing.</summary>
    MetricsSilent,

    /// <summary>A bundle is too large to be delivered.</summary>
    OversizedBundle,

    /// <summary>A bundle's content changes on its way.</summary>
    ChangedBundle,

    /// <summary>A revision fails only under load, or only after a while.</summary>
    PoisonousBundle,

    /// <summary>A secret has expired.</summary>
    ExpiredSecret,

    /// <summary>A hook does not come back.</summary>
    HookHangs,

    /// <summary>A hook throws.</summary>
    HookThrows,

    /// <summary>A hook is carried out twice.</summary>
    HookSucceedsTwice,

    /// <summary>An operator aborts.</summary>
    OperatorAborts,

    /// <summary>An operator pauses.</summary>
    OperatorPauses,

    /// <summary>An operator, or a release, asks for something else while a run is open.</summary>
    SecondRequest,

    /// <summary>A journal of an older version is read.</summary>
    OldJournal,

    /// <summary>The controller sees the old side, but not the new one.</summary>
    NewSideUnreachable,

    /// <summary>The controller sees the new side, but not the old one.</summary>
    OldSideUnreachable,

    /// <summary>The controller reaches the cluster, but not its store.</summary>
    StoreUnreachable,
}
