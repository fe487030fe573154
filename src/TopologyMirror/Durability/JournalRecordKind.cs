namespace TopologyMirror.Durability;

/// <summary>What a journal record says.</summary>
public enum JournalRecordKind
{
    /// <summary>A run, or a fleet change, was opened; the payload is its plan.</summary>
    Opened,

    /// <summary>A run entered a phase.</summary>
    Entered,

    /// <summary>An effect is about to be issued. Written before every effect.</summary>
    Intent,

    /// <summary>What became of an effect.</summary>
    Result,

    /// <summary>A run, or a fleet change, was closed; the payload says how.</summary>
    Closed,

    /// <summary>A retired instance is gone, or a demoted one has drained.</summary>
    Settled,

    /// <summary>After a run the shadow is back in step.</summary>
    Resynced,

    /// <summary>An operator's command took hold.</summary>
    Command,

    /// <summary>The services of a running cluster were declared anew, or what was removed of them is gone.</summary>
    Reconfigured,

    /// <summary>A revision is not released: the payload names it and says why. It is not tried again until an operator resumes.</summary>
    Rejected,

    /// <summary>A step that is executed once per revision has ended, or a contract step has failed.</summary>
    Executed,

    /// <summary>A run is held: going on and going back are both worse; or it is held no longer.</summary>
    Held,

    /// <summary>A release that was carried out in waves has nothing left to replace.</summary>
    ReleaseEnded,

    /// <summary>An operator's roll-back of a release counts no longer, since the source asks for something else.</summary>
    Unpinned,

    /// <summary>All that the records before it say, in one: a reader may begin here.</summary>
    Checkpoint,
}
