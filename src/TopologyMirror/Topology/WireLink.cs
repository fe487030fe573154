namespace TopologyMirror.Topology;

/// <summary>Whom one instance calls for one dependency. Never without a target. Immutable; equal when all of it is equal.</summary>
public sealed record WireLink
{
    private WireLink(InstanceId instance, ServiceName dependency, IReadOnlyList<InstanceId> targets)
    {
        Instance = instance;
        Dependency = dependency;
        Targets = targets;
    }

    /// <summary>The instance that calls.</summary>
    public InstanceId Instance { get; }

    /// <summary>The service that it calls.</summary>
    public ServiceName Dependency { get; }

    /// <summary>The instances that it would call, in ordinal order; empty when it calls what everybody shares.</summary>
    public IReadOnlyList<InstanceId> Targets { get; }

    /// <summary>True when it calls what everybody shares, live and shadow alike.</summary>
    public bool IsShared => Targets.Count == 0;

    /// <summary>A link to instances.</summary>
    /// <param name="instance">The instance that calls.</param>
    /// <param name="dependency">The service that it calls.</param>
    /// <param name="targets">The instances to call, in any order; at least one.</param>
    /// <exception cref="InvalidTopologyException">There is no target.</exception>
    public static WireLink To(InstanceId instance, ServiceName dependency, IEnumerable<InstanceId> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        InstanceId[] ordered = [.. targets.Distinct().Order()];
        return ordered.Length == 0
            ? throw new InvalidTopologyException($"The link of instance '{instance}' to '{dependency}' has no target.")
            : new WireLink(instance, dependency, ordered);
    }

    /// <summary>A link to what everybody shares.</summary>
    /// <param name="instance">The instance that calls.</param>
    /// <param name="dependency">The service that it calls.</param>
    public static WireLink Shared(InstanceId instance, ServiceName dependency) => new(instance, dependency, []);

    /// <inheritdoc/>
    public bool Equals(WireLink? other) =>
        other is not null && Instance == other.Instance && Dependency == other.Dependency && Targets.SequenceEqual(other.Targets);

    /// <inheritdoc/>
    public override int GetHashCode() => Instance.GetHashCode() ^ (Targets.Count * 397);

    /// <inheritdoc/>
    public override string ToString() => $"{Instance} -> {Dependency}: {(IsShared ? "shared" : string.Join(' ', Targets))}";
}
