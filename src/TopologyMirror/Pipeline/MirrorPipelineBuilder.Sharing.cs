using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    private Func<InstanceId?>? _ownInstance;
    private LeaseKeeper? _keeper;

    /// <summary>
    /// Says on which instance this controller runs, where the cluster may contain it: before that instance is ended the cluster is left to
    /// another host, and while no other is alive it is not ended. Default: on none.
    /// </summary>
    /// <param name="instance">The instance, as the fleet names it.</param>
    public MirrorPipelineBuilder UseOwnInstance(InstanceId instance) => UseOwnInstance(() => instance);

    /// <summary>The same, where the instance is known only at run time.</summary>
    /// <param name="instance">Tells the instance, as the fleet names it, or null while it is not known; called in each tick that ends instances.</param>
    public MirrorPipelineBuilder UseOwnInstance(Func<InstanceId?> instance) => Set(ref _ownInstance, instance);

    /// <summary>Takes the host's keeper of leases, which serves where the cluster's leases are in the same store.</summary>
    internal void DefaultTo(LeaseKeeper keeper, InstanceId? ownInstance)
    {
        _keeper ??= keeper;
        _ownInstance ??= ownInstance is { } own ? () => own : null;
    }

    private LeaseKeeper Keeper(ILeaseStore leases, TimeProvider time, PipelineParts? running) =>
        running is not null && ReferenceEquals(running.Ports.Leases, leases) ? running.Ports.Keeper
            : _keeper is not null && ReferenceEquals(_keeper.Store, leases) ? _keeper
            : new LeaseKeeper(leases, time);
}
