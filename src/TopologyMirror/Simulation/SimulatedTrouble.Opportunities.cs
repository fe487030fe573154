using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>When faults strike that no call brings about: at the beginning of every phase of a run, and every 30 seconds while it is open.</summary>
internal sealed partial class SimulatedTrouble
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);

    private (RunId Run, SwitchoverPhase Phase) _seen;
    private DateTimeOffset _next;
    private bool _isLooking;

    /// <summary>Looks whether the run has come to another phase, or has stayed in one for long.</summary>
    public void Look()
    {
        if (_isLooking || !IsPossible || cluster.Watch.OpenRun is not { } run)
        {
            return;
        }

        if ((run.Plan.Run, run.Phase) != _seen || Now >= _next)
        {
            _seen = (run.Plan.Run, run.Phase);
            _next = Now + Beat;
            _isLooking = true;
            try
            {
                Happen(run);
            }
            finally
            {
                _isLooking = false;
            }
        }
    }

    private void Happen(SwitchoverState run)
    {
        BreakLines();
        BreakInstances();
        MeddleWithRoutes();
        MeddleWithSize();
        SpoilData(run);
        SpoilLoad(run);
        JumpClock();
    }

    private void Begin(SimulationFault fault, double from, double to)
    {
        if (!Lasts(fault) && Strikes(fault))
        {
            Last(fault, Between(fault, from, to));
        }
    }
}
