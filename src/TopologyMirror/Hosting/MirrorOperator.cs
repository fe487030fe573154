using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

internal sealed class MirrorOperator(MirrorPipelines pipelines) : IMirrorOperator
{
    public IReadOnlyList<ClusterStatus> Status => [.. pipelines.All.Select(p => p.Status)];

    public ClusterOperator For(string cluster) => pipelines[cluster].Operator;
}
