using TopologyMirror.Processes.Provider;
using TopologyMirror.Propagation;

namespace TopologyMirror.Processes.Hosts;

/// <summary>The provider's configuration: instances are born with the digest that they run, and say so themselves.</summary>
internal sealed class RemoteConfiguration(ProviderClient client) : IConfigurationSource, IConfigurationTarget
{
    public string Name => "remote-configuration";

    public PortCapabilities NeededOfTarget => PortCapabilities.None;

    public PortDescription Description { get; } = new("remote-configuration", PortCapabilities.DigestReadBack, Fencing.Atomic);

    public async ValueTask<ConfigDigest> ReadDesiredAsync(DesiredArguments arguments, CancellationToken cancellationToken) =>
        new((await client.ReadStateAsync(cancellationToken)).Desired);

    public ValueTask<ConfigurationBundle?> FindBundleAsync(ClusterName cluster, ConfigDigest digest, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ConfigurationBundle?>(null);

    public ValueTask<ReadOnlyMemory<byte>> ReadBlobAsync(ClusterName cluster, BlobDigest blob, CancellationToken cancellationToken) =>
        throw new NotRetainedException(cluster, $"the blob {blob}");

    public async ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken)
    {
        StateMessage state = await client.ReadStateAsync(cancellationToken);
        var reports = new SortedDictionary<InstanceId, InstanceReport>();
        foreach (InstanceMessage instance in state.Instances.Where(i => i.IsReady && instances.Contains(new InstanceId(i.Id))))
        {
            reports[new InstanceId(instance.Id)] = new InstanceReport { Digest = new ConfigDigest(instance.Digest) };
        }

        return reports;
    }

    public ValueTask DeliverAsync(DeliverArguments arguments, CancellationToken cancellationToken) => throw CannotDeliver();

    public ValueTask RunStepAsync(RunStepArguments arguments, CancellationToken cancellationToken) => throw CannotDeliver();

    public ValueTask ActivateAsync(ActivateArguments arguments, CancellationToken cancellationToken) => throw CannotDeliver();

    public ValueTask<CapturedRevision> CaptureAsync(ClusterName cluster, InstanceId instance, CancellationToken cancellationToken) => throw CannotDeliver();

    private static NotSupportedException CannotDeliver() => new("Instances of the provider are born with their configuration.");
}
