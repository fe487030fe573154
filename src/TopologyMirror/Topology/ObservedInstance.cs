namespace TopologyMirror.Topology;

/// <summary>One instance as it was observed. Immutable.</summary>
public sealed record ObservedInstance
{
    /// <summary>Its id.</summary>
    public required InstanceId Id { get; init; }

    /// <summary>The service it belongs to.</summary>
    public required ServiceName Service { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required InstanceState State { get; init; }

    /// <summary>When its launch was asked for.</summary>
    public required DateTimeOffset LaunchedAt { get; init; }

    /// <summary>The digest that the instance itself reports; null while unread.</summary>
    public ConfigDigest? Digest { get; init; }

    /// <summary>The digest that it was launched for: a fact fixed at birth, which says nothing of what it runs. Null when unknown.</summary>
    public ConfigDigest? LaunchDigest { get; init; }

    /// <summary>The failure domain it runs in, where the provider knows one.</summary>
    public string? Zone { get; init; }

    /// <summary>The provider's name of its machine size or resource limits; null when unknown. Sizes are compared ordinally, never measured.</summary>
    public string? Size { get; init; }

    /// <summary>The text of the effect key that launched it; null when it was not launched by this library.</summary>
    public string? LaunchKey { get; init; }

    /// <summary>What validation says of it. Default: passed, as for what serves and where no check is to be made.</summary>
    public ValidationStatus Validation { get; init; }

    /// <summary>What validation waits for, or the sentence with which a check refused it; null when it passed.</summary>
    public string? ValidationDetail { get; init; }
}
