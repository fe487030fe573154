using TopologyMirror.Shadow;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>A planner of a host's own that every now and then ends any instance.</summary>
internal sealed class RecklessShadowManager(IShadowManager inner, SimulationRandom dice, double recklessness) : IShadowManager
{
    public IReadOnlyList<FleetAction> Plan(MirrorInput input)
    {
        IReadOnlyList<FleetAction> sound = inner.Plan(input);
        IReadOnlyList<ObservedInstance> all = [.. input.World.Topology.Instances];
        if (all.Count == 0 || dice.NextDouble() >= recklessness)
        {
            return sound;
        }

        ObservedInstance victim = all[(int)(dice.NextDouble() * all.Count)];
        return [.. sound, new FleetAction(victim.Service, 0, [victim.Id], FleetActionReason.Surplus)];
    }
}
