using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation.Tests;

public sealed class SimulationPairsTests
{
    [Fact]
    public void Possible_WithImpossible_AreAll()
    {
        (SimulationPairs.Possible.Count + SimulationPairs.Impossible.Count).ShouldBe(SimulationPairs.All.Count);
        SimulationPairs.All.Count.ShouldBe(Enum.GetValues<SimulationFault>().Length * Enum.GetValues<SwitchoverPhase>().Length);
        SimulationPairs.Impossible.Values.ShouldAllBe(r => r.Length > 0);
    }

    [Fact]
    public void Covered_FewerHitsThanAsked_CountsNothing()
    {
        var pair = (SimulationFault.SecondOwner, SwitchoverPhase.Bake);
        Of(pair, SimulationPairs.CoveredFrom - 1).ShouldBe(0);
        Of(pair, SimulationPairs.CoveredFrom).ShouldBe(1);
    }

    private static int Of((SimulationFault Fault, SwitchoverPhase Phase) pair, long hits) =>
        SimulationPairs.Covered(new SimulationReport { Hits = new SortedDictionary<(SimulationFault Fault, SwitchoverPhase Phase), long> { [pair] = hits } });
}
