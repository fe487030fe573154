using TopologyMirror.Internal;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

internal sealed class MirrorOperator(MirrorPipelines pipelines) : IMirrorOperator
{
    public IReadOnlyList<ClusterStatus> Status => [.. pipelines.All.Select(p => p.Status)];

    public ClusterOperator For(string cluster) => pipelines[cluster].Operator;

    public ValueTask<IReadOnlyDictionary<ClusterName, OperatorReceipt>> PauseAllAsync(string actor, string reason, CancellationToken cancellationToken = default) =>
        AskAsync(o => o.PauseAsync(actor, reason, cancellationToken: cancellationToken));

    public ValueTask<IReadOnlyDictionary<ClusterName, OperatorReceipt>> ResumeAllAsync(string actor, string reason, CancellationToken cancellationToken = default) =>
        AskAsync(o => o.ResumeAsync(actor, reason, cancellationToken: cancellationToken));

    public ValueTask<IReadOnlyDictionary<ClusterName, OperatorReceipt>> HoldAllAsync(string actor, string reason, CancellationToken cancellationToken = default) =>
        AskAsync(o => o.HoldAsync(actor, reason, cancellationToken: cancellationToken));

    public ValueTask<IReadOnlyDictionary<ClusterName, OperatorReceipt>> ReleaseAllAsync(string actor, string reason, CancellationToken cancellationToken = default) =>
        AskAsync(o => o.ReleaseAsync(actor, reason, cancellationToken: cancellationToken));

    public async ValueTask BreakGlassAllAsync(string actor, string reason, CancellationToken cancellationToken = default)
    {
        var faults = new List<Exception>();
        foreach (MirrorPipeline pipeline in pipelines.All)
        {
            try
            {
                await pipeline.Operator.BreakGlassAsync(actor, reason, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException && !e.IsFatal())
            {
                faults.Add(e);
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException("The glass of some clusters could not be broken.", faults);
        }
    }

    private async ValueTask<IReadOnlyDictionary<ClusterName, OperatorReceipt>> AskAsync(Func<ClusterOperator, ValueTask<OperatorReceipt>> ask)
    {
        var receipts = new SortedDictionary<ClusterName, OperatorReceipt>();
        foreach (MirrorPipeline pipeline in pipelines.All)
        {
            receipts[pipeline.Cluster] = await ask(pipeline.Operator).ConfigureAwait(false);
        }

        return receipts;
    }
}
