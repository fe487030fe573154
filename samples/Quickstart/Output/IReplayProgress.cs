using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Output;

/// <summary>Shows how far a replay is while it runs.</summary>
internal interface IReplayProgress
{
    /// <summary>Runs the work and shows its ticks.</summary>
    /// <param name="work">The work; it calls what it is given after every tick.</param>
    ComparisonResult Follow(Func<Action<PipelineReplayTick>, ComparisonResult> work);
}
