using TopologyMirror.Processes.Provider;
using TopologyMirror.Topology;

namespace TopologyMirror.Processes.Hosts;

/// <summary>The provider's instances.</summary>
internal sealed class RemoteFleet(ProviderClient client) : IInstanceFleet
{
    public static readonly ServiceName Web = new("web");

    public PortDescription Description { get; } = new("remote-fleet", PortCapabilities.None, Fencing.Atomic);

    public async ValueTask<TopologySnapshot> ListAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        StateMessage state = await client.ReadStateAsync(cancellationToken);
        return new TopologySnapshot(cluster, state.Now, state.Instances.Select(i => new ObservedInstance
        {
            Id = new InstanceId(i.Id),
            Service = Web,
            State = i.IsReady ? InstanceState.Ready : InstanceState.Launching,
            LaunchedAt = i.LaunchedAt,
            LaunchDigest = new ConfigDigest(i.Digest),
            LaunchKey = i.LaunchKey,
        }));
    }

    public async ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken)
    {
        var effect = new EffectMessage(EffectKind.Launch, arguments.Key.ToString(), arguments.Epoch.Value) { Count = arguments.Count, Digest = arguments.Digest.Value };
        EffectAnswer answer = await client.IssueAsync(arguments.Key.Cluster, effect, cancellationToken);
        return [.. answer.Launched.Select(i => new InstanceId(i))];
    }

    public async ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken)
    {
        var effect = new EffectMessage(EffectKind.Terminate, arguments.Key.ToString(), arguments.Epoch.Value) { Instances = [.. arguments.Instances.Select(i => i.Value)] };
        await client.IssueAsync(arguments.Key.Cluster, effect, cancellationToken);
    }
}
