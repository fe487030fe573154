using TopologyMirror.Data;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>Asks every port what is. Reads are not guarded; each is bounded by the call time-out.</summary>
internal sealed class WorldObserver(ClusterName cluster, PipelinePorts ports, IConfigPropagator propagator, PortCall call)
{
    public async ValueTask<(WorldView World, PropagationPlan Propagation, ConfigDigest Desired)> ObserveAsync(SideAssignments sides, CancellationToken cancellationToken)
    {
        TopologySnapshot topology = await AskAsync("fleet", ports.Fleet.ListAsync, cancellationToken).ConfigureAwait(false);
        var routes = new RouteTable[ports.Routers.Count];
        for (int i = 0; i < routes.Length; i++)
        {
            routes[i] = await AskAsync(ports.Routers[i].Description.Name, ports.Routers[i].ObserveAsync, cancellationToken).ConfigureAwait(false);
        }

        MonitoringSnapshot? monitoring = ports.Monitoring is null
            ? null
            : await AskAsync("monitoring", ports.Monitoring.ObserveAsync, cancellationToken).ConfigureAwait(false);
        ConfigDigest desired = await AskAsync("configuration source", ports.ConfigurationSource.ReadDesiredAsync, cancellationToken)
            .ConfigureAwait(false);

        InstanceId[] ready = [.. topology.Instances.Where(i => i.State == InstanceState.Ready).Select(i => i.Id)];
        if (ready.Length > 0)
        {
            IReadOnlyDictionary<InstanceId, ConfigDigest> digests = await AskAsync(
                "configuration target",
                (c, token) => ports.ConfigurationTarget.ReadDigestsAsync(c, ready, token),
                cancellationToken).ConfigureAwait(false);
            topology = topology.WithDigests(digests);
        }

        WorkSnapshot? work = ports.WorkGate is null
            ? null
            : await AskAsync(ports.WorkGate.Description.Name, ports.WorkGate.ObserveAsync, cancellationToken).ConfigureAwait(false);
        DataSnapshot? data = ports.Data is null
            ? null
            : await AskAsync(ports.Data.Description.Name, ports.Data.ObserveAsync, cancellationToken).ConfigureAwait(false);
        var world = new WorldView { Topology = topology, Routes = routes, Monitoring = monitoring, Work = work, Data = data, Sides = sides };

        // Cover stands by at live's digest, since what joins live must be like it. Only where nothing is live yet does the desired one lead.
        return (world, propagator.Plan(world.LiveDigest() ?? desired, topology), desired);
    }

    private ValueTask<T> AskAsync<T>(string port, Func<ClusterName, CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken) =>
        call.AskAsync(port, token => ask(cluster, token), cancellationToken);
}
