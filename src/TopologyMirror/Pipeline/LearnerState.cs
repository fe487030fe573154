using TopologyMirror.Capacity;

namespace TopologyMirror.Pipeline;

/// <summary>What was learnt of a service's capacity, as it is kept.</summary>
internal sealed record LearnerState(
    string Load, string Signal, CapacityRelation Relation, IReadOnlyList<DigestState> Digests, IReadOnlyList<double> Ramp, double RampSamples);
