using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>What goes wrong with routers, names, and sizes that somebody else sets.</summary>
internal sealed partial class SimulatedTrouble
{
    private readonly List<InstanceId> _byHand = [];

    /// <summary>How much longer the data plane takes for a change than the router says.</summary>
    public TimeSpan Lag() => Strikes(SimulationFault.LaggingDataPlane) ? Between(SimulationFault.LaggingDataPlane, 30, 90) : TimeSpan.Zero;

    /// <summary>How much longer the connections to a drained instance stay open.</summary>
    public TimeSpan Linger() => Hits(SimulationFault.EndlessConnections) ? TimeSpan.FromDays(1) : TimeSpan.Zero;

    /// <summary>True when a router shows nothing for a moment.</summary>
    public bool ShowsNothing() => Hits(SimulationFault.EmptyTargetGroup);

    /// <summary>True when a name gives an empty answer for a moment.</summary>
    public bool AnswersNothing() => Hits(SimulationFault.DnsEmptyAnswer);

    /// <summary>Resolvers hold on to what they have.</summary>
    public void HoldOn(SimulatedRecord record)
    {
        if (Hits(SimulationFault.DnsIgnoresTtl))
        {
            record.HoldOn(Below(SimulationFault.DnsIgnoresTtl, 8), Now + Between(SimulationFault.DnsIgnoresTtl, 60, 300), Now);
        }
    }

    private void MeddleWithRoutes()
    {
        if (Strikes(SimulationFault.HandEditedWeight) && Router(SimulationFault.HandEditedWeight) is { } edited)
        {
            SimulatedInstance[] routed = [.. cluster.Fleet.Instances.Where(i => i.State == InstanceState.Ready && edited.WeightInForce(i.Id) > 0)];
            if (Pick(SimulationFault.HandEditedWeight, routed) is { } instance)
            {
                Hit(SimulationFault.HandEditedWeight);
                edited.Edit(instance.Id, IsSpare(instance) && Below(SimulationFault.HandEditedWeight, 3) == 0 ? 0 : 1 + Below(SimulationFault.HandEditedWeight, RouteWeight.Full));
            }
        }

        if (Strikes(SimulationFault.ReloadLosesDrain))
        {
            bool isLost = false;
            foreach (SimulatedRouter router in cluster.Routers)
            {
                isLost |= router.Reload();
            }

            if (isLost)
            {
                Hit(SimulationFault.ReloadLosesDrain);
            }
        }
    }

    private void MeddleWithSize()
    {
        if (Strikes(SimulationFault.HandEditedSize))
        {
            ChangeSize(SimulationFault.HandEditedSize, isRouted: false);
        }

        if (Strikes(SimulationFault.SecondAutoscaler))
        {
            ChangeSize(SimulationFault.SecondAutoscaler, isRouted: true);
        }
    }

    /// <summary>Adds an instance that nobody asked for, or takes one out that can be missed.</summary>
    private void ChangeSize(SimulationFault fault, bool isRouted)
    {
        _byHand.RemoveAll(i => cluster.Fleet.Find(i) is null);
        if (_byHand.Count < 2 && Below(fault, 2) == 0)
        {
            if (cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Service).Distinct().ToArray() is { Length: > 0 } services)
            {
                ServiceName service = services[Below(fault, services.Length)];
                SimulatedInstance placed = cluster.Fleet.PlaceReady(service, 1)[0];
                cluster.Note("faults", $"{placed.Id} was started by somebody else");
                _byHand.Add(placed.Id);
                if (isRouted)
                {
                    foreach (SimulatedRouter router in cluster.Routers)
                    {
                        router.Edit(placed.Id, RouteWeight.Full);
                    }
                }

                Hit(fault);
            }
        }
        else if (Pick(fault, [.. cluster.Fleet.Instances.Where(i => IsSpare(i))]) is { } spare)
        {
            Hit(fault);
            End(spare, isLost: true);
        }
    }

    private SimulatedRouter? Router(SimulationFault fault) => Pick(fault, cluster.Routers);
}
