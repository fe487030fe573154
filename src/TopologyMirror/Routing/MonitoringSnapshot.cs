using System.Collections.Immutable;

namespace TopologyMirror.Routing;

/// <summary>What monitoring was observed to cover at one moment. Immutable.</summary>
/// <param name="ObservedAt">The moment from which on the observation may be out of date.</param>
/// <param name="Watched">The instances whose data arrive.</param>
public sealed record MonitoringSnapshot(DateTimeOffset ObservedAt, IReadOnlySet<InstanceId> Watched)
{
    /// <summary>Golden signals by instance; an instance that is missing is unknown.</summary>
    public IReadOnlyDictionary<InstanceId, InstanceSignals> Signals { get; init; } = ImmutableSortedDictionary<InstanceId, InstanceSignals>.Empty;

    /// <summary>The alarms that fire, in a fixed order.</summary>
    public IReadOnlyList<FiringAlarm> Alarms { get; init; } = [];
}
