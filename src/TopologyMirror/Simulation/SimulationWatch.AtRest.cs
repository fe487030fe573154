using TopologyMirror.Safety;

namespace TopologyMirror.Simulation;

public sealed partial class SimulationWatch
{
    /// <summary>
    /// What has not ended as it must (invariants 3, 4, 9, 11, 14 and 15). To be asked at the end of a scenario: once its faults have stopped and the
    /// pipeline has had time.
    /// </summary>
    public IReadOnlyList<SafetyBreach> AtRest()
    {
        Recover();
        Checks += RestInvariants.All.Count;
        return RestInvariants.Check(new RestContext
        {
            World = Truth([]),
            OpenRun = _book.Open,
            AwaitingResync = _book.AwaitingResync,
            Retiring = _book.Retiring.Count,
            Rejected = _book.Rejected,
            IsReleasing = _book.Release is not null,
            Services = _services,
            IsStopped = _book.IsPaused,
        });
    }
}
