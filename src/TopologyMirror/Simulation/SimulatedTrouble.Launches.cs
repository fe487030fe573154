namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with launches.</summary>
internal sealed partial class SimulatedTrouble
{
    /// <summary>Refuses launches for two hours, or until the fault is switched off.</summary>
    public void RefuseLaunch()
    {
        Begin(SimulationFault.LaunchDown, 7200, 7200);
        if (Lasts(SimulationFault.LaunchDown))
        {
            Hit(SimulationFault.LaunchDown);
            throw new SimulationException($"Cluster '{cluster.Name}' launches nothing: the fleet's interface is down.");
        }
    }

    /// <summary>How many may be launched: none while there is no room, which lasts some minutes.</summary>
    public int Room(int room)
    {
        Begin(SimulationFault.NoCapacity, 60, 300);
        if (room == 0 || !Lasts(SimulationFault.NoCapacity))
        {
            return room;
        }

        Hit(SimulationFault.NoCapacity);
        return 0;
    }
}
