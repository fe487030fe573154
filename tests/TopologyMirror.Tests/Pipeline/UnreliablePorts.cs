using TopologyMirror.Routing;
using TopologyMirror.Simulation;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Fleet and router of a simulated cluster of which some calls fail, before or after they took effect, until they are mended.</summary>
internal sealed class UnreliablePorts(SimulatedCluster cluster, double share) : IInstanceFleet, ITrafficRouter
{
    private readonly SimulationRandom _random = cluster.World.Random("unreliable");

    public bool AreMended { get; set; }

    public int Failed { get; private set; }

    PortDescription IInstanceFleet.Description => cluster.Fleet.Description;

    PortDescription ITrafficRouter.Description => cluster.Routers[0].Description;

    public async ValueTask<TopologySnapshot> ListAsync(ClusterName name, CancellationToken cancellationToken)
    {
        Fail(share / 4);
        return await cluster.Fleet.ListAsync(name, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken)
    {
        Fail(share);
        IReadOnlyList<InstanceId> launched = await cluster.Fleet.LaunchAsync(arguments, cancellationToken);
        Fail(share);
        return launched;
    }

    public async ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken)
    {
        Fail(share);
        await cluster.Fleet.TerminateAsync(arguments, cancellationToken);
        Fail(share);
    }

    public ValueTask<RouteTable> ObserveAsync(ClusterName name, CancellationToken cancellationToken) => cluster.Routers[0].ObserveAsync(name, cancellationToken);

    public async ValueTask SetWeightsAsync(SetWeightsArguments arguments, CancellationToken cancellationToken)
    {
        Fail(share);
        await cluster.Routers[0].SetWeightsAsync(arguments, cancellationToken);
        Fail(share);
    }

    public async ValueTask RemoveAsync(RemoveRoutesArguments arguments, CancellationToken cancellationToken)
    {
        Fail(share);
        await cluster.Routers[0].RemoveAsync(arguments, cancellationToken);
        Fail(share);
    }

    private void Fail(double probability)
    {
        if (!AreMended && _random.NextDouble() < probability)
        {
            Failed++;
            throw new InvalidOperationException("The port refuses.");
        }
    }
}
