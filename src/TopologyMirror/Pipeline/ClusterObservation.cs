using TopologyMirror.Capacity;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;

namespace TopologyMirror.Pipeline;

/// <summary>What one round of observation found, and what the newest load asks for. Immutable.</summary>
internal sealed record ClusterObservation(WorldView World, PropagationPlan Propagation, IReadOnlyList<ServiceNeed> Needs)
{
    public ConfigDigest Desired => Propagation.Desired;
}
