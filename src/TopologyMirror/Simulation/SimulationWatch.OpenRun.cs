using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

public sealed partial class SimulationWatch
{
    /// <summary>The wall clock's time, and never one before the open run: the clock may have been set back since.</summary>
    private DateTimeOffset Wall => _book.Open is { } open && open.Plan.OpenedAt > _cluster.World.Wall ? open.Plan.OpenedAt : _cluster.World.Wall;

    /// <summary>The open run, as the journal has it; null when there is none.</summary>
    internal SwitchoverState? OpenRun
    {
        get
        {
            Recover();
            return _book.Open;
        }
    }

    /// <summary>True while a service serves less than its load asks for.</summary>
    internal bool IsShort() => _capacities.Any(c => _metrics.Any(m =>
        _cluster.Metrics.Loads.TryGetValue(m.Name, out SimulatedLoad? load) && load.At(_cluster.World.Now) is var now && !double.IsNaN(now)
        && (c.InstancesFor(m, now) ?? 0) / TrueCapacity(_cluster.World.Now) > _cluster.Power(c.Service)));

    /// <summary>The phase of the open run; null when there is none.</summary>
    internal SwitchoverPhase? OpenPhase => OpenRun?.Phase;
}
