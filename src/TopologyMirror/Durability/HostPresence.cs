namespace TopologyMirror.Durability;

/// <summary>A host that is alive.</summary>
/// <param name="Owner">Its name.</param>
/// <param name="Clusters">How many leases it holds now.</param>
public sealed record HostPresence(string Owner, int Clusters);
