using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipelineBuilder
{
    /// <summary>Puts something around the journal and the leases that were set: how a simulated controller dies and stands still.</summary>
    internal MirrorPipelineBuilder DecorateStore(Func<IOperationJournal, IOperationJournal> journal, Func<ILeaseStore, ILeaseStore> leases)
    {
        if (_journal is null || _leases is null)
        {
            throw new InvalidPipelineException(Cluster.Value, [$"Cluster '{Cluster}' has no store of its own to put something around; call UseSimulation or UseStore."]);
        }

        _journal = journal(_journal);
        _leases = leases(_leases);
        return this;
    }
}
