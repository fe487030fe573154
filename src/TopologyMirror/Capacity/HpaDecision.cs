namespace TopologyMirror.Capacity;

/// <summary>What <see cref="HpaRule"/> gives.</summary>
/// <param name="Desired">Instances to have, after the windows.</param>
/// <param name="Recommended">Instances that this moment alone asks for.</param>
/// <param name="Memory">The recommendations to pass to the next call.</param>
public readonly record struct HpaDecision(int Desired, int Recommended, RecommendationWindow Memory);
