using TopologyMirror.Propagation;

namespace TopologyMirror.Simulation;

/// <summary>The truth about the configuration that one instance holds.</summary>
internal sealed class SimulatedContent
{
    /// <summary>The blobs whose bytes are whole.</summary>
    public SortedSet<BlobDigest> Blobs { get; } = [];

    /// <summary>Manifests by digest: of what was delivered, and of what runs.</summary>
    public SortedDictionary<ConfigDigest, ConfigurationBundle> Manifests { get; } = [];

    /// <summary>The bundle that was activated, or was there from the beginning; an edit by hand does not change it.</summary>
    public ConfigurationBundle? Activated { get; set; }

    public ConfigDigest? Delivering { get; set; }

    public ConfigDigest? Delivered { get; set; }

    /// <summary>Grows with every delivery, so that one that was overtaken changes nothing.</summary>
    public int Delivery { get; set; }

    /// <summary>Step reports, by revision and step.</summary>
    public SortedDictionary<string, StepReport> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>The effect keys that were carried out here.</summary>
    public SortedSet<string> Keys { get; } = new(StringComparer.Ordinal);

    public InstanceReport Report(ConfigDigest? inForce) => new()
    {
        Digest = inForce,
        Blobs = new SortedSet<BlobDigest>(Blobs),
        Delivering = Delivering,
        Delivered = Delivered,
        Steps = [.. Steps.Values],
    };
}
