using TopologyMirror.Capacity;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;

namespace TopologyMirror.Pipeline;

/// <summary>What one round of observation found, and what the newest load asks for. Immutable.</summary>
internal sealed record ClusterObservation(
    WorldView World, PropagationPlan Propagation, ConfigDigest Desired, IReadOnlyList<ServiceNeed> Needs)
{
    /// <summary>The digest at which cover stands by: that of live, or the desired one where nothing is live yet.</summary>
    public ConfigDigest CoverDigest => Propagation.Desired;
}
