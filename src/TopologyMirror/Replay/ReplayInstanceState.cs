namespace TopologyMirror.Replay;

/// <summary>Where an instance of a replay is between its launch and its end.</summary>
public enum ReplayInstanceState
{
    /// <summary>Requested and not ready.</summary>
    Launching,

    /// <summary>Ready and without traffic.</summary>
    Ready,

    /// <summary>In traffic.</summary>
    Routed,

    /// <summary>Taken out of traffic less than the drain time ago.</summary>
    Draining,

    /// <summary>Drained, and not meant for the shadow.</summary>
    Drained,
}
