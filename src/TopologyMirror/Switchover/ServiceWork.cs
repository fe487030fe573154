using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>The background work of one service, as it is declared.</summary>
/// <param name="Service">The service.</param>
/// <param name="Kind">How many of its live instances work.</param>
/// <param name="KeepUnstarted">True when its processes start and end with their work.</param>
public readonly record struct ServiceWork(ServiceName Service, WorkKind Kind, bool KeepUnstarted = false)
{
    /// <summary>The services of a cluster that have background work, in the cluster's order.</summary>
    /// <param name="services">All its services.</param>
    public static IReadOnlyList<ServiceWork> Of(IReadOnlyList<ServiceSpecification> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        return [.. services.Where(s => s.Work != WorkKind.None).Select(s => new ServiceWork(s.Name, s.Work, s.KeepUnstarted))];
    }
}
