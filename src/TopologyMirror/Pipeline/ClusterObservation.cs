using TopologyMirror.Capacity;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;

namespace TopologyMirror.Pipeline;

/// <summary>What one round of observation found, and what the newest load asks for. Immutable.</summary>
internal sealed record ClusterObservation(
    WorldView World, PropagationPlan Propagation, ConfigDigest Desired, ConfigDigest? Rejected, IReadOnlyList<ServiceNeed> Needs)
{
    /// <summary>The digest that a release is due for; null when live runs the desired one, or that one was rolled back before.</summary>
    public ConfigDigest? CandidateDigest => Desired == CoverDigest || Desired == Rejected ? null : Desired;

    /// <summary>The digest at which cover stands by: that of live, or the desired one where nothing is live yet.</summary>
    public ConfigDigest CoverDigest => Propagation.Desired;
}
