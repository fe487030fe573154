using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

/// <summary>What a host that shares its clusters with others knows of them. Thread-safe.</summary>
internal interface IHostView
{
    /// <summary>The hosts that were alive at this host's newest beat, itself among them; null before the first.</summary>
    IReadOnlyList<HostPresence>? Alive { get; }
}
