namespace TopologyMirror.Replay;

public sealed partial class ReplayTrace
{
    /// <summary>The true capacity of an instance; null where it is the unit.</summary>
    public CapacityCourse? Capacity { get; }

    /// <summary>The same trace, judged by another capacity of an instance than the unit, which alone policies are told.</summary>
    /// <param name="course">The true capacity.</param>
    public ReplayTrace With(CapacityCourse course)
    {
        ArgumentNullException.ThrowIfNull(course);
        return new ReplayTrace(Name, Start, Clock, Window, FleetCap, Metrics, course);
    }
}
