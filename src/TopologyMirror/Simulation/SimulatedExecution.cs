namespace TopologyMirror.Simulation;

/// <summary>A step that began on an instance. Immutable.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="Instance">The instance.</param>
/// <param name="At">When.</param>
/// <param name="Key">The text of the effect key.</param>
public sealed record SimulatedExecution(string Step, InstanceId Instance, DateTimeOffset At, string Key);
