using TopologyMirror.Data;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>A sequence of a host's own that every now and then asks for something at random, whatever the world is like, and else follows the library's.</summary>
internal sealed class RecklessSwitchover(ISwitchover inner, SimulationRandom dice) : ISwitchover
{
    private const double Recklessness = 0.3;

    /// <summary>Where a data set has no writer any more, it seldom waits for the new one to have caught up.</summary>
    private const double Temptation = 0.8;

    private SwitchoverAction? _last;

    public SwitchoverAction Next(SwitchoverState state, SwitchoverObservation observation)
    {
        SwitchoverAction sound = inner.Next(state, observation);
        bool isTempting = observation.World.Data?.DataSets.Any(static d => d.Writers.Count == 0 && !d.IsChanging) == true;
        SwitchoverAction next = dice.NextDouble() >= (isTempting ? Temptation : Recklessness) ? sound
            : (isTempting && state.Plan.Writers is [var move, ..] ? new SwitchoverAction.MoveData(move.DataSet, DataChange.Promote, move.To) : Ask(state, observation.World)) ?? sound;
        _last = next is SwitchoverAction.SetWeights or SwitchoverAction.MoveData or SwitchoverAction.SetWork ? next : _last;
        return next;
    }

    private SwitchoverAction? Ask(SwitchoverState state, WorldView world) => Below(10) switch
    {
        0 => Weights(0, Any(world.Topology.Instances)),
        1 => Weights(0, [.. state.Plan.Leaving]),
        2 => Weights(RouteWeight.Full, Any(world.Topology.Instances)),
        3 => Weights(RouteWeight.Full, [.. state.Plan.Promote.Take(1)]),
        4 => Weights(RouteWeight.Full, Any(world.Topology.Instances.Where(i => i.Digest != state.Plan.Digest))),
        5 => Move(DataChange.Promote, world),
        6 => state.Plan.Writers is [var move, ..] ? new SwitchoverAction.MoveData(move.DataSet, DataChange.Fence, move.From) : null,
        7 => Work(state, world),
        8 => Link(world),
        _ => _last,
    };

    private static SwitchoverAction.SetWeights? Weights(int weight, InstanceId[] instances) =>
        instances.Length == 0 ? null : new SwitchoverAction.SetWeights("lb", [.. instances.Select(i => new RouteWeight(i, weight))]);

    private SwitchoverAction.MoveData? Move(DataChange change, WorldView world) =>
        world.Data?.DataSets.FirstOrDefault() is { } dataSet && Any(world.Topology.Instances.Where(static i => i.Service.Value == "web")) is [var instance]
            ? new SwitchoverAction.MoveData(dataSet.Name, change, instance)
            : null;

    private SwitchoverAction.SetWork? Work(SwitchoverState state, WorldView world) =>
        state.Plan.Work.FirstOrDefault(static w => w.Service.Value == "jobs") is { } work && Any(world.Topology.Instances.Where(i => i.Service == work.Service)) is [var instance]
            ? new SwitchoverAction.SetWork(work, [instance], Active: true)
            : null;

    private SwitchoverAction.Wire? Link(WorldView world) =>
        world.Wiring is not null
            && Any(world.Topology.Instances.Where(static i => i.Service.Value == "web")) is [var caller]
            && Any(world.Topology.Instances.Where(static i => i.Service.Value == "jobs")) is [var target]
            ? new SwitchoverAction.Wire([WireLink.To(caller, new ServiceName("jobs"), [target])])
            : null;

    private InstanceId[] Any(IEnumerable<ObservedInstance> instances)
    {
        InstanceId[] all = [.. instances.Select(static i => i.Id)];
        return all.Length == 0 ? [] : [all[Below(all.Length)]];
    }

    private int Below(int limit) => (int)(dice.NextDouble() * limit);
}
