namespace TopologyMirror.Routing;

/// <summary>What <see cref="IMonitoringTarget"/> is asked to attach or detach.</summary>
/// <param name="Key">Names the effect.</param>
/// <param name="Epoch">The owner's epoch.</param>
/// <param name="Instances">The instances, in ordinal order.</param>
public readonly record struct MonitoringArguments(EffectKey Key, Epoch Epoch, IReadOnlyList<InstanceId> Instances);
