using TopologyMirror.Data;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>Asks every port what is. Reads are not guarded; each is bounded by the call time-out.</summary>
internal sealed partial class WorldObserver(
    ClusterSpecification specification, PipelinePorts ports, IConfigPropagator propagator, MirrorPipelineOptions options, PortCall call, TimeProvider time)
{
    private readonly ClusterName _cluster = specification.Name;
    private readonly SortedSet<ServiceName> _declared = [.. specification.Services.Select(s => s.Name)];

    public async ValueTask<ClusterObservation> ObserveAsync(RunBook book, CancellationToken cancellationToken)
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
        IReadOnlyDictionary<InstanceId, InstanceReport> reports = await ReadReportsAsync(topology, cancellationToken).ConfigureAwait(false);
        topology = topology.WithDigests(new SortedDictionary<InstanceId, ConfigDigest>(
            reports.Where(r => r.Value.Digest is not null).ToDictionary(r => r.Key, r => r.Value.Digest!.Value)));
        WiringView? wiring = ports.Wiring is null
            ? null
            : new WiringView(await AskAsync("wiring", ports.Wiring.ObserveAsync, cancellationToken).ConfigureAwait(false), specification.Services);
        WorkSnapshot? work = ports.WorkGate is null
            ? null
            : await AskAsync(ports.WorkGate.Description.Name, ports.WorkGate.ObserveAsync, cancellationToken).ConfigureAwait(false);
        DataSnapshot? data = ports.Data is null
            ? null
            : await AskAsync(ports.Data.Description.Name, ports.Data.ObserveAsync, cancellationToken).ConfigureAwait(false);
        var world = new WorldView
        {
            Topology = topology, Routes = routes, Monitoring = monitoring, Wiring = wiring, Work = work, Data = data, Workers = book.Workers, Sides = book.SidesInForce,
        };
        return await WithConfigurationAsync(book, world, reports, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadReportsAsync(TopologySnapshot topology, CancellationToken cancellationToken)
    {
        InstanceId[] ready = [.. topology.Instances.Where(i => i.State == InstanceState.Ready).Select(i => i.Id)];
        return ready.Length == 0
            ? new SortedDictionary<InstanceId, InstanceReport>()
            : await AskAsync("configuration target", (c, token) => ports.ConfigurationTarget.ReadAsync(c, ready, token), cancellationToken).ConfigureAwait(false);
    }

    private ValueTask<T> AskAsync<T>(string port, Func<ClusterName, CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken) =>
        call.AskAsync(port, token => ask(_cluster, token), cancellationToken);
}
