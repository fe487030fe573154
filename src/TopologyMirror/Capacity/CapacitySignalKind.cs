namespace TopologyMirror.Capacity;

/// <summary>What shows how hard the serving instances work.</summary>
public enum CapacitySignalKind
{
    /// <summary>Mean busy fraction of the serving instances, 0 to 1: idle share + load × slope.</summary>
    Utilisation,

    /// <summary>Time that an answer takes, in seconds: idle time ÷ (1 − load ÷ limit).</summary>
    Latency,
}
