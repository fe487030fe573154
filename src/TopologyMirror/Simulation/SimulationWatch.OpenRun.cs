using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

public sealed partial class SimulationWatch
{
    /// <summary>The open run, as the journal has it; null when there is none.</summary>
    internal SwitchoverState? OpenRun
    {
        get
        {
            Recover();
            return _book.Open;
        }
    }

    /// <summary>The phase of the open run; null when there is none.</summary>
    internal SwitchoverPhase? OpenPhase => OpenRun?.Phase;
}
