namespace TopologyMirror.Routing;

/// <summary>An instance that a record names.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Weight">From 1 on it is given out in proportion to the others; at 0 it stands in the record and is not given out.</param>
public readonly record struct NameTarget(InstanceId Instance, int Weight);
