namespace TopologyMirror.Topology;

/// <summary>What a provider says of an instance's life.</summary>
public enum InstanceState
{
    /// <summary>Accepted, not ready yet.</summary>
    Launching,

    /// <summary>Passes its readiness check.</summary>
    Ready,

    /// <summary>Runs and does not pass its readiness check.</summary>
    Unready,

    /// <summary>Is being stopped.</summary>
    Terminating,

    /// <summary>Has ended by itself or never started; will not become ready again.</summary>
    Failed,
}
