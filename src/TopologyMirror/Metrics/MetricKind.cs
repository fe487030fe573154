namespace TopologyMirror.Metrics;

/// <summary>What the values of a load metric mean.</summary>
public enum MetricKind
{
    /// <summary>Work per second that arrives at the whole scope: requests, messages, bytes. Adds up over instances.</summary>
    Rate,

    /// <summary>
    /// The busy fraction of the serving instances, 0 to 1. Becomes load before it is forecast: the sum over the serving instances of
    /// utilisation × size, so that the same demand on 5 or on 10 instances is the same history.
    /// </summary>
    Utilisation,

    /// <summary>An amount at hand in the whole scope: cores in use, bytes of memory, open sessions. Adds up over instances.</summary>
    Level,
}
