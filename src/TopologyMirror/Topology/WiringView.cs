namespace TopologyMirror.Topology;

/// <summary>The wiring of a cluster: what was observed, and which dependencies it is about. Immutable.</summary>
/// <param name="Observed">Whom the instances call.</param>
/// <param name="Services">The services with what they depend on and what they share.</param>
public sealed record WiringView(WiringSnapshot Observed, IReadOnlyList<ServiceSpecification> Services)
{
    /// <summary>The dependencies of a service of which a shadow instance must call the shadow's own instances.</summary>
    /// <param name="service">The service.</param>
    public IEnumerable<ServiceName> SameSideOf(ServiceName service)
    {
        foreach (ServiceSpecification specification in Services)
        {
            if (specification.Name == service)
            {
                return specification.SameSide;
            }
        }

        return [];
    }
}
