using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

internal sealed class MirrorOperator(MirrorPipelines pipelines) : IMirrorOperator
{
    public IReadOnlyList<ClusterStatus> Status => [.. pipelines.All.Select(p => p.Status)];

    public ClusterOperator For(string cluster) => pipelines[cluster].Operator;

    public IReadOnlyDictionary<ClusterName, OperatorReceipt> PauseAll(string actor, string reason) => Ask(o => o.Pause(actor, reason));

    public IReadOnlyDictionary<ClusterName, OperatorReceipt> ResumeAll(string actor, string reason) => Ask(o => o.Resume(actor, reason));

    public IReadOnlyDictionary<ClusterName, OperatorReceipt> HoldAll(string actor, string reason) => Ask(o => o.Hold(actor, reason));

    public IReadOnlyDictionary<ClusterName, OperatorReceipt> ReleaseAll(string actor, string reason) => Ask(o => o.Release(actor, reason));

    private SortedDictionary<ClusterName, OperatorReceipt> Ask(Func<ClusterOperator, OperatorReceipt> ask)
    {
        var receipts = new SortedDictionary<ClusterName, OperatorReceipt>();
        foreach (MirrorPipeline pipeline in pipelines.All)
        {
            receipts[pipeline.Cluster] = ask(pipeline.Operator);
        }

        return receipts;
    }
}
