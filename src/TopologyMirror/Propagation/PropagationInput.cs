using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>What <see cref="IConfigPropagator.Plan"/> decides on. Immutable.</summary>
public sealed record PropagationInput
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The instances with the digests they reported.</summary>
    public required TopologySnapshot Topology { get; init; }

    /// <summary>The digest of live, which cover shall run; the desired one where nothing is live yet.</summary>
    public required ConfigDigest CoverDigest { get; init; }

    /// <summary>The digest that most of live reports; null when nothing live reports one.</summary>
    public ConfigDigest? LiveDigest { get; init; }

    /// <summary>The newer desired digest, which candidates shall run; null when no release is due.</summary>
    public ConfigDigest? CandidateDigest { get; init; }

    /// <summary>The digest that was rejected last; null when there is none.</summary>
    public ConfigDigest? Rejected { get; init; }

    /// <summary>The bundles of those digests that have one; instances of every other digest are born with what it names.</summary>
    public IReadOnlyDictionary<ConfigDigest, ConfigurationBundle> Bundles { get; init; } = new SortedDictionary<ConfigDigest, ConfigurationBundle>();

    /// <summary>What instances themselves report.</summary>
    public IReadOnlyDictionary<InstanceId, InstanceReport> Reports { get; init; } = new SortedDictionary<InstanceId, InstanceReport>();

    /// <summary>Shadow instances that no router uses: the only ones that anything is done to.</summary>
    public IReadOnlySet<InstanceId> Shadow { get; init; } = new SortedSet<InstanceId>();

    /// <summary>What the journal says of earlier attempts.</summary>
    public IReadOnlyList<PropagationAttempts> Attempts { get; init; } = [];

    /// <summary>The steps that were executed once for their revision, as journaled.</summary>
    public IReadOnlyList<RevisionStep> Done { get; init; } = [];

    /// <summary>Pace and patience.</summary>
    public PropagationOptions Options { get; init; } = new();

    /// <summary>How long one call to the port may take.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
