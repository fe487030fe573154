namespace TopologyMirror.Promotion;

/// <summary>What a change waits for.</summary>
public enum NextChangeCause
{
    /// <summary>The open run has to end.</summary>
    RunOpen,

    /// <summary>Runs have failed in a row, and the next one waits.</summary>
    BackOff,

    /// <summary>A higher recommendation has to leave the stabilisation window, or the controller has not yet watched for a whole one.</summary>
    StabilisationWindow,

    /// <summary>Scale-in is off for a while after a drop of load, or after load was unknown.</summary>
    HoldAfterDrop,

    /// <summary>Instances are on their way to the cover.</summary>
    InstancesArriving,

    /// <summary>Candidates of a release are on their way.</summary>
    CandidatesArriving,

    /// <summary>A scheduled floor begins: what it takes is launched ahead.</summary>
    ScheduledFloorBegins,

    /// <summary>A scheduled floor ends.</summary>
    ScheduledFloorEnds,

    /// <summary>The release waits for a time in which live is enough for the whole bake, or for room in the fleet.</summary>
    ReleaseWaits,

    /// <summary>An operator holds releases.</summary>
    OperatorHold,

    /// <summary>No load is known, or the newest is too old.</summary>
    NewLoad,

    /// <summary>A hard cap allows less than is wanted.</summary>
    CapReached,
}
