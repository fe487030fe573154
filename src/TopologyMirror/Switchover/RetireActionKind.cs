namespace TopologyMirror.Switchover;

/// <summary>What is done with retired instances, in this order.</summary>
public enum RetireActionKind
{
    /// <summary>They get weight 0 again: somebody gave them requests after the run.</summary>
    Drain,

    /// <summary>They are taken out of a router's table.</summary>
    RemoveRoutes,

    /// <summary>They are ended.</summary>
    Terminate,

    /// <summary>Monitoring lets go of them, since they are gone.</summary>
    DetachMonitoring,

    /// <summary>They are gone everywhere: forget them.</summary>
    Settle,
}
