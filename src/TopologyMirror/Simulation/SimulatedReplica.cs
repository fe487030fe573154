namespace TopologyMirror.Simulation;

/// <summary>The truth about one replica: the writes that it has applied, in order, with the times at which they were acknowledged.</summary>
internal sealed class SimulatedReplica
{
    public List<(long Write, DateTimeOffset At)> Applied { get; } = [];

    /// <summary>How far it is behind what it follows; null when it has stopped to follow.</summary>
    public TimeSpan? Lag { get; set; }

    /// <summary>False for a former writer without a reverse path.</summary>
    public bool Follows { get; set; } = true;

    public void CatchUpWith(SimulatedReplica source, DateTimeOffset now)
    {
        if (!Follows || Lag is not { } lag)
        {
            return;
        }

        while (Applied.Count < source.Applied.Count && source.Applied[Applied.Count].At <= now - lag)
        {
            Applied.Add(source.Applied[Applied.Count]);
        }
    }
}
