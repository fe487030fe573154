namespace TopologyMirror.Topology;

/// <summary>Where an instance stands. Derived from committed runs and observed routes, never stored on the instance.</summary>
public enum Side
{
    /// <summary>Mirrors live and serves no traffic.</summary>
    Shadow,

    /// <summary>Serves, or is meant to.</summary>
    Live,

    /// <summary>Named by a committed run to be drained and terminated.</summary>
    Retiring,
}
