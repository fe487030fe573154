using TopologyMirror.Capacity;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>What the invariants hold an effect against: one observation, made before the effect. Immutable.</summary>
public sealed record SafetyContext
{
    /// <summary>The moment at which the effect would be issued.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The observation that both the decision and the effect rest on.</summary>
    public required WorldView World { get; init; }

    /// <summary>What the newest load takes, per service.</summary>
    public required IReadOnlyList<ServiceNeed> Needs { get; init; }

    /// <summary>Bounds per service, with the floor that is in force at the moment.</summary>
    public required IReadOnlyList<ServiceCapacity> Capacities { get; init; }

    /// <summary>The services as the host declares them. Default: none.</summary>
    public IReadOnlyList<ServiceSpecification> Services { get; init; } = [];

    /// <summary>The open run; null when there is none.</summary>
    public SwitchoverState? Run { get; init; }

    /// <summary>The release of which some waves are committed and some are not; null when there is none.</summary>
    public OpenRelease? Release { get; init; }

    /// <summary>The newest committed run that undid another; null when there was none.</summary>
    public RunId? LastUndoing { get; init; }

    /// <summary>Wait before a run repeats an effect that was not accepted.</summary>
    public TimeSpan RetryDelay { get; init; }

    /// <summary>The epoch that the owner holds now; null when the lease is lost.</summary>
    public required Epoch? HeldEpoch { get; init; }

    /// <summary>The digest that the newest committed run put live; null when none did.</summary>
    public ConfigDigest? Established { get; init; }

    /// <summary>The limits.</summary>
    public required SafetyOptions Limits { get; init; }

    /// <summary>The need of a service; null when nothing is known.</summary>
    /// <param name="service">The service.</param>
    public ServiceNeed? NeedOf(ServiceName service)
    {
        foreach (ServiceNeed need in Needs)
        {
            if (need.Service == service)
            {
                return need;
            }
        }

        return null;
    }
}
