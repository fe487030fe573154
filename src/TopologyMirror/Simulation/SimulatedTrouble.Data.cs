using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with data.</summary>
internal sealed partial class SimulatedTrouble
{
    /// <summary>How much longer it takes a fence to be in force.</summary>
    public TimeSpan Ignore() => Hits(SimulationFault.WriterIgnoresFence) ? Between(SimulationFault.WriterIgnoresFence, 5, 45) : TimeSpan.Zero;

    /// <summary>Writes that arrive beyond what was foreseen, while they are parked.</summary>
    public int Growth() => Hits(SimulationFault.GrowthWhileParked) ? 1 + Below(SimulationFault.GrowthWhileParked, 50) : 0;

    private void SpoilData(SwitchoverState run)
    {
        foreach (SimulatedDataSet data in cluster.Store?.DataSets ?? [])
        {
            Spoil(data, SimulationFault.ReplicationLag);
            Spoil(data, SimulationFault.ReplicationStop);
            if (run.Phase is not (SwitchoverPhase.Fence or SwitchoverPhase.PromoteData))
            {
                // What was compared within the age limit is not changed in the moment before it counts.
                Spoil(data, SimulationFault.ReplicationDivergence);
            }

            if (run.Phase == SwitchoverPhase.Bake && Strikes(SimulationFault.ReversePathBreaks) && data.BreakReverse())
            {
                Hit(SimulationFault.ReversePathBreaks);
            }
        }
    }

    private void Spoil(SimulatedDataSet data, SimulationFault fault)
    {
        if (!Strikes(fault) || Pick(fault, [.. Preferred(i => data.Follows(i.Id))]) is not { } instance)
        {
            return;
        }

        Hit(fault);
        TimeSpan time = Between(fault, 30, 240);
        switch (fault)
        {
            case SimulationFault.ReplicationDivergence:
                data.Diverge(instance.Id, Now + time);
                break;
            case SimulationFault.ReplicationStop:
                data.Delay(instance.Id, null, Now + time);
                break;
            default:
                data.Delay(instance.Id, Between(fault, 5, 60), Now + time);
                break;
        }
    }
}
