namespace TopologyMirror.Replay;

/// <summary>What a setting costs, and what is lost with it; both are better when smaller.</summary>
/// <param name="Cost">For example instance-hours paid.</param>
/// <param name="Loss">For example instance-hours missing, or violation minutes.</param>
public readonly record struct CostPoint(double Cost, double Loss);
