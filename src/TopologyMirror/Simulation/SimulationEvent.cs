namespace TopologyMirror.Simulation;

/// <summary>Something that took place in a simulated world.</summary>
/// <param name="Time">When.</param>
/// <param name="Component">Where, for example <c>shop/fleet</c>.</param>
/// <param name="Text">What.</param>
public readonly record struct SimulationEvent(DateTimeOffset Time, string Component, string Text);
