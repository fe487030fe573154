namespace TopologyMirror.Data;

/// <summary>What <see cref="IWorkGate.SetAsync"/> is asked for.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Instances">The instances, all of one service, in ordinal order.</param>
/// <param name="Active">True to let them work, false to stop them.</param>
public readonly record struct WorkArguments(EffectKey Key, Epoch Epoch, IReadOnlyList<InstanceId> Instances, bool Active)
{
    /// <summary>The service of the instances.</summary>
    public ServiceName Service { get; init; }

    /// <summary>True when the service is kept unstarted: the process is started with the work, and ended with it.</summary>
    public bool StartsProcess { get; init; }
}
