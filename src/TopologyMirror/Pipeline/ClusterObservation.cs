using TopologyMirror.Capacity;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>What one round of observation found, and what the newest load asks for. Immutable.</summary>
internal sealed record ClusterObservation(
    WorldView World, PropagationPlan Propagation, ConfigDigest Desired, ConfigDigest? Rejected, IReadOnlyList<ServiceNeed> Needs)
{
    /// <summary>The digest that a release is due for; null when live runs the desired one, or that one was rolled back before.</summary>
    public ConfigDigest? CandidateDigest => Release is { IsBackward: true } || Desired == CoverDigest || Desired == Rejected ? null : Desired;

    /// <summary>What the source asks for; the desired digest differs from it while a release is open or rolled back by an operator.</summary>
    public ConfigDigest Asked { get; init; } = Desired;

    /// <summary>The release of which some waves are committed and some are not.</summary>
    public OpenRelease? Release { get; init; }

    /// <summary>The digest to which live is to be brought: forward that of the candidates, backward that of the cover.</summary>
    public ConfigDigest? ReleaseDigest => Release is { IsBackward: true } back ? back.Previous : CandidateDigest;

    /// <summary>The digest at which cover stands by: that of live, or the desired one where nothing is live yet.</summary>
    public ConfigDigest CoverDigest => Propagation.Desired;
}
