using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>What one tick has to work with, and what it has done so far.</summary>
internal sealed class TickWork(DateTimeOffset waitUntil, LeaseHandle lease, IReadOnlyList<ServiceCounts> counts)
{
    /// <summary>A wait that ends by then is awaited in the tick; a longer one ends it.</summary>
    public DateTimeOffset WaitUntil { get; } = waitUntil;

    /// <summary>A wait that must not be left alone is awaited in the tick when it ends by then: one interval after the tick began.</summary>
    public DateTimeOffset AttendUntil { get; init; } = waitUntil;

    /// <summary>Why the open run holds; null when it does not.</summary>
    public string? Held { get; set; }

    public LeaseHandle Lease { get; } = lease;

    public IReadOnlyList<ServiceCounts> Counts { get; } = counts;

    public List<SwitchoverState> Closed { get; } = [];

    public RunId? Resynced { get; set; }

    /// <summary>Why what was decided waits; null when it does not.</summary>
    public string? Waits { get; set; }

    /// <summary>The cluster is to be left to another host.</summary>
    public bool IsLeft { get; set; }

    /// <summary>What kept configuration from going on; null when nothing did.</summary>
    public string? Fault { get; set; }
}
