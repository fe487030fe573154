namespace TopologyMirror.Processes.Provider;

/// <summary>One effect, as it goes over the wire.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Key">The effect key; the same key is the same effect.</param>
/// <param name="Epoch">The fencing token.</param>
internal sealed record EffectMessage(EffectKind Kind, string Key, long Epoch)
{
    /// <summary>The instances that it is about.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];

    /// <summary>Of a change of weights: one per instance.</summary>
    public IReadOnlyList<int> Weights { get; init; } = [];

    /// <summary>Of a launch: how many.</summary>
    public int Count { get; init; }

    /// <summary>Of a launch: at which digest.</summary>
    public string? Digest { get; init; }
}
