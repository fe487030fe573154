namespace TopologyMirror.Replay;

/// <summary>What a scaling action does to one instance.</summary>
public enum ReplayActionKind
{
    /// <summary>Requested; paid from this tick on.</summary>
    Launch,

    /// <summary>Given traffic: serves from the next tick on.</summary>
    Route,

    /// <summary>Taken out of traffic and drained back to a shadow instance, which is paid on: serves no longer from the next tick on.</summary>
    Demote,

    /// <summary>Taken out of traffic and drained: serves no longer from the next tick on.</summary>
    Unroute,

    /// <summary>Ended: not paid from this tick on, once drained.</summary>
    Terminate,
}
