using TopologyMirror.Pipeline;

namespace TopologyMirror.Simulation;

/// <summary>One tick of a replay, as the truth has it. Immutable.</summary>
/// <param name="Tick">The tick, counted from the start of the trace.</param>
/// <param name="IsScored">False in the warm-up.</param>
/// <param name="Demand">The load of this tick in instances, as a real number; no policy could know it yet.</param>
/// <param name="Need">Instances that this tick needs.</param>
/// <param name="Serving">Instances that served when it began.</param>
/// <param name="Shadow">Ready instances that stood by when it began, cover and candidates.</param>
/// <param name="Launching">Instances that were on their way when it began.</param>
/// <param name="Result">What the pipeline saw, decided and did.</param>
public sealed record PipelineReplayTick(
    int Tick, bool IsScored, double Demand, int Need, int Serving, int Shadow, int Launching, TickResult Result);
