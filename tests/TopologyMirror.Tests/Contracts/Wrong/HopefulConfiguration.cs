using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Says that instances run what they should run, without asking them.</summary>
internal sealed class HopefulConfiguration(PortDescription description, IConfigurationSource source) : IConfigurationTarget
{
    public PortDescription Description => description;

    public async ValueTask<IReadOnlyDictionary<InstanceId, ConfigDigest>> ReadDigestsAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken)
    {
        ConfigDigest desired = await source.ReadDesiredAsync(cluster, cancellationToken);
        return instances.ToDictionary(id => id, _ => desired);
    }
}
