using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Output;

/// <summary>Shows nothing.</summary>
internal sealed class SilentProgress : IReplayProgress
{
    /// <inheritdoc/>
    public ComparisonResult Follow(Func<Action<PipelineReplayTick>, ComparisonResult> work) => work(_ => { });
}
