using TopologyMirror.Capacity;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>What one round of observation found, and what the newest load asks for. Immutable.</summary>
internal sealed record ClusterObservation(
    WorldView World, PropagationPlan Propagation, ConfigDigest Desired, ConfigDigest? Rejected, IReadOnlyList<ServiceNeed> Needs)
{
    /// <summary>The digest that a release is due for; null when live runs the desired one, that one was rejected before, no way leads back to it, or a release is taken back.</summary>
    public ConfigDigest? CandidateDigest => CandidateOf(Desired, CoverDigest, Rejected, WayBackRefusal, Release);

    /// <summary>What the source asks for; the desired digest differs from it while a release is open or rolled back by an operator.</summary>
    public ConfigDigest Asked { get; init; } = Desired;

    /// <summary>The release of which some waves are committed and some are not.</summary>
    public OpenRelease? Release { get; init; }

    /// <summary>The digest to which live is to be brought: forward that of the candidates, backward that of the cover.</summary>
    public ConfigDigest? ReleaseDigest => Release is { IsBackward: true } back ? back.Previous : CandidateDigest;

    /// <summary>The digest at which cover stands by: that of live, or the desired one where nothing is live yet.</summary>
    public ConfigDigest CoverDigest => Propagation.Desired;

    /// <summary>Why the desired digest cannot be gone back to; null when it can.</summary>
    public string? WayBackRefusal { get; init; }

    /// <summary>What the propagator decided on.</summary>
    public PropagationInput? PropagationInput { get; init; }

    /// <summary>The bundles of cover and candidate; a digest without one is what instances are born with.</summary>
    public IReadOnlyDictionary<ConfigDigest, ConfigurationBundle> Bundles { get; init; } = new SortedDictionary<ConfigDigest, ConfigurationBundle>();

    /// <summary>Digests of which the source did not say whether they have a bundle.</summary>
    public IReadOnlySet<ConfigDigest> Unreadable { get; init; } = new SortedSet<ConfigDigest>();

    /// <summary>Instances that themselves say that they run nothing yet.</summary>
    public IReadOnlySet<InstanceId> Undelivered { get; init; } = new SortedSet<InstanceId>();

    /// <summary>What kept the configuration source from answering; null when it did.</summary>
    public string? Fault { get; init; }

    public static ConfigDigest? CandidateOf(ConfigDigest desired, ConfigDigest cover, ConfigDigest? rejected, string? wayBackRefusal, OpenRelease? release) =>
        release is { IsBackward: true } || desired == cover || desired == rejected || wayBackRefusal is not null ? null : desired;
}
