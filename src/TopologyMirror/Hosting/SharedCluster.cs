namespace TopologyMirror.Hosting;

/// <summary>One of this host's clusters, as far as it matters for who owns it. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOwned">Whether this host owns it.</param>
/// <param name="MayMove">Whether it may be given back: no run is open, it was not taken only now, and a host that holds fewer knows it.</param>
/// <param name="MayTry">Whether it may be taken: it was not given back only now, nor left.</param>
internal readonly record struct SharedCluster(ClusterName Name, bool IsOwned, bool MayMove, bool MayTry);
