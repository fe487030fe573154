using TopologyMirror.Data;
using TopologyMirror.Safety;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

internal sealed partial class GuardedPorts
{
    public ValueTask<EffectOutcome> SetWorkAsync(
        EffectKey key, ServiceWork work, IReadOnlyList<InstanceId> instances, bool active, string reason, CancellationToken cancellationToken)
    {
        IWorkGate port = ports.WorkGate!;
        var arguments = new WorkArguments(key, lease.Epoch, instances, active) { Service = work.Service, StartsProcess = work.KeepUnstarted };
        ProposedEffect effect = Propose(key, active ? ProposedEffectKind.ActivateWork : ProposedEffectKind.PassivateWork) with
        {
            Service = work.Service, Instances = instances,
        };
        return IssueAsync(port.Description, effect, reason, token => port.SetAsync(arguments, token), cancellationToken);
    }

    public ValueTask<EffectOutcome> MoveDataAsync(EffectKey key, SwitchoverAction.MoveData move, string reason, CancellationToken cancellationToken)
    {
        IDataSynchronizer port = ports.Data!;
        ProposedEffect effect = Propose(key, KindOf(move.Change)) with { DataSet = move.DataSet, Instances = move.Instance is { } i ? [i] : [] };
        return IssueAsync(port.Description, effect, reason, token => CallAsync(port, key, move, token), cancellationToken);
    }

    private ValueTask CallAsync(IDataSynchronizer port, EffectKey key, SwitchoverAction.MoveData move, CancellationToken cancellationToken)
    {
        var replica = new ReplicaArguments(key, lease.Epoch, move.DataSet, move.Instance ?? default);
        return move.Change switch
        {
            DataChange.Quiesce => port.QuiesceAsync(new QuiesceArguments(key, lease.Epoch, move.DataSet, move.Until!.Value), cancellationToken),
            DataChange.Release => port.ReleaseAsync(new ReleaseArguments(key, lease.Epoch, move.DataSet), cancellationToken),
            DataChange.Fence => port.FenceAsync(replica, cancellationToken),
            DataChange.Promote => port.PromoteAsync(replica, cancellationToken),
            _ => port.ReverseAsync(replica, cancellationToken),
        };
    }

    private static ProposedEffectKind KindOf(DataChange change) => change switch
    {
        DataChange.Quiesce => ProposedEffectKind.QuiesceWrites,
        DataChange.Release => ProposedEffectKind.ReleaseWrites,
        DataChange.Fence => ProposedEffectKind.FenceWriter,
        DataChange.Promote => ProposedEffectKind.PromoteReplica,
        _ => ProposedEffectKind.ReverseReplica,
    };
}
