namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with the replicas of a data set.</summary>
public sealed partial class SimulatedDataSet
{
    private readonly SortedDictionary<InstanceId, (long Agrees, DateTimeOffset Until)> _diverged = [];

    /// <summary>True for an instance that holds a replica which is not what the writer writes to.</summary>
    internal bool Follows(InstanceId instance)
    {
        Settle();
        return _replicas.TryGetValue(instance, out SimulatedReplica? replica) && replica != _source;
    }

    /// <summary>A replica falls behind, or stops to follow, until a time.</summary>
    internal void Delay(InstanceId instance, TimeSpan? lag, DateTimeOffset until)
    {
        SetLag(instance, lag);
        _cluster.World.Schedule(until - _cluster.World.Now, () => SetLag(instance, ReplicaLag));
        _cluster.Note("store", $"{instance} {(lag is null ? "follows no more" : $"is {lag} behind")}");
    }

    /// <summary>
    /// A replica has another content than the writer from here on, until it is built anew. The store compares them: it counts as applied no
    /// further than both agree.
    /// </summary>
    internal void Diverge(InstanceId instance, DateTimeOffset until)
    {
        Settle();
        _diverged[instance] = (Math.Max(_replicas[instance].Applied.Count - 1, 0), until);
        _cluster.Note("store", $"{instance} has another content");
    }

    /// <summary>The reverse path breaks; false when there is none.</summary>
    internal bool BreakReverse()
    {
        Settle();
        if (_reverseTo is not { } former || !_replicas.TryGetValue(former, out SimulatedReplica? replica))
        {
            return false;
        }

        _reverseTo = null;
        replica.Follows = false;
        _cluster.Note("store", $"{former} follows no more: the reverse path is broken");
        return true;
    }

    private bool IsDiverged(InstanceId instance) =>
        _diverged.TryGetValue(instance, out (long Agrees, DateTimeOffset Until) at) && _cluster.World.Now < at.Until && !_writers.Contains(instance);

    private long AgreesUpTo(InstanceId instance, SimulatedReplica replica) =>
        IsDiverged(instance) ? Math.Min(_diverged[instance].Agrees, replica.Applied.Count) : replica.Applied.Count;
}
