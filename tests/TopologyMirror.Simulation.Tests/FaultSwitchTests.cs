namespace TopologyMirror.Simulation.Tests;

public sealed class FaultSwitchTests
{
    [Fact]
    public void Mend_SwitchedOn_SwitchesEverythingOff()
    {
        var world = new SimulationWorld(1, DateTimeOffset.UnixEpoch);
        world.Faults.Switch(SimulationFault.Throttling, 0.5);
        world.Faults.IsOn(SimulationFault.Throttling).ShouldBeTrue();

        world.Faults.Mend();

        world.Faults.On.ShouldBeEmpty();
    }
}
