using TopologyMirror.Capacity;
using TopologyMirror.Routing;

namespace TopologyMirror.Shadow;

/// <summary>What <see cref="IShadowManager.Plan"/> decides on. Immutable.</summary>
public sealed record MirrorInput
{
    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The observation.</summary>
    public required WorldView World { get; init; }

    /// <summary>The configuration of live, which cover runs.</summary>
    public required ConfigDigest CoverDigest { get; init; }

    /// <summary>The newer desired configuration, which candidates run; null when live runs the desired one.</summary>
    public ConfigDigest? CandidateDigest { get; init; }

    /// <summary>The target of each service; a service without one is left alone.</summary>
    public required IReadOnlyList<ShadowTarget> Targets { get; init; }

    /// <summary>Shadow instances that an open run needs: they count, and are not touched.</summary>
    public required IReadOnlySet<InstanceId> Reserved { get; init; }

    /// <summary>The time before which no cover of a service is launched, since validation refused its last ones. Default: none.</summary>
    public IReadOnlyDictionary<ServiceName, DateTimeOffset> NoCoverLaunchBefore { get; init; } = new SortedDictionary<ServiceName, DateTimeOffset>();

    /// <summary>Ready instances that themselves say that they run nothing yet: their configuration is on its way.</summary>
    public IReadOnlySet<InstanceId> Undelivered { get; init; } = new SortedSet<InstanceId>();

    /// <summary>Instances that did not take their configuration: they are given up.</summary>
    public IReadOnlySet<InstanceId> Refused { get; init; } = new SortedSet<InstanceId>();

    /// <summary>Size and pace.</summary>
    public required ShadowOptions Options { get; init; }
}
