namespace TopologyMirror.Topology;

/// <summary>Whom an instance calls and is called by, as far as wiring goes.</summary>
public enum WiringTier
{
    /// <summary>Serves, or is meant to: calls live and is called by live.</summary>
    Live,

    /// <summary>Stands by: calls shadow instances of its own digest, and only those call it.</summary>
    Shadow,

    /// <summary>Is being brought into live beside what is there: calls live and what comes with it.</summary>
    Joining,

    /// <summary>Is being brought in to take over from all of live: calls only what comes with it.</summary>
    Replacing,

    /// <summary>Retires, ends or has failed: it is left as it is and nobody is wired to it.</summary>
    Apart,
}
