using TopologyMirror.Promotion;

namespace TopologyMirror.Pipeline;

/// <summary>What existed of a service between two observations, in instances.</summary>
/// <param name="Service">The service.</param>
/// <param name="From">The earlier observation.</param>
/// <param name="To">The later one.</param>
/// <param name="Instances">Instances by account; nothing is missing yet.</param>
/// <param name="Serving">Instances that served from the earlier observation on.</param>
internal sealed record LedgerInterval(ServiceName Service, DateTimeOffset From, DateTimeOffset To, LedgerAmounts Instances, int Serving);
