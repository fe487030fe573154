namespace TopologyMirror.Capacity;

/// <summary>A cap that allows less than was wanted. Immutable.</summary>
/// <param name="Cap">The cap.</param>
/// <param name="Service">The first service that gets less.</param>
/// <param name="Wanted">Instances, launches or candidates that were wanted in all; of the budget what is spent.</param>
/// <param name="Allowed">How many of them may be; of the budget the instances that stay in the shadow.</param>
/// <param name="Until">When more may be, where that is known; the wait for launches is over then.</param>
public readonly record struct ReachedCap(FleetCap Cap, ServiceName Service, double Wanted, int Allowed, DateTimeOffset? Until = null);
