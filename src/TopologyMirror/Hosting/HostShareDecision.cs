namespace TopologyMirror.Hosting;

/// <summary>What a host does about its share of the clusters until its next beat. Immutable.</summary>
/// <param name="Try">The clusters whose leases it tries to take, in this order.</param>
/// <param name="MayTake">How many of them it takes at most.</param>
/// <param name="GiveBack">The cluster that it gives back; null when none.</param>
internal sealed record HostShareDecision(IReadOnlyList<ClusterName> Try, int MayTake, ClusterName? GiveBack);
