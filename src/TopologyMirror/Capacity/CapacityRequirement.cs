using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>Instances that a service takes within a window so that load exceeds them at any moment of it with no more than the stated risk.</summary>
/// <param name="Instances">The whole number within the floors of the window, scheduled ones included, and the ceiling that the forecast allows.</param>
/// <param name="Real">Instances as a real number, before floor, ceiling and rounding.</param>
/// <param name="Binding">The metric that asks for most.</param>
/// <param name="At">Start of the step that asks for most.</param>
/// <param name="Load">The load that is planned for, in the metric's unit.</param>
public readonly record struct CapacityRequirement(int Instances, double Real, MetricName Binding, DateTimeOffset At, double Load);
