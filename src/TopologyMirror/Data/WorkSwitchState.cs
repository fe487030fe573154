namespace TopologyMirror.Data;

/// <summary>Where the background work of one process is.</summary>
public enum WorkSwitchState
{
    /// <summary>Nothing works.</summary>
    Passive,

    /// <summary>Work is being started.</summary>
    Starting,

    /// <summary>All of it works.</summary>
    Active,

    /// <summary>Work is being stopped; what it has begun may still go on.</summary>
    Stopping,
}
