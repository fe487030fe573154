using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Says that instances run what they should run, without asking them.</summary>
internal sealed class HopefulConfiguration(PortDescription description, IConfigurationTarget inner, IConfigurationSource source) : TargetDecorator(inner)
{
    public override PortDescription Description => description;

    public override async ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken)
    {
        ConfigDigest desired = await source.ReadDesiredAsync(new DesiredArguments(cluster, null, [], 0, []), cancellationToken);
        return instances.ToDictionary(id => id, _ => new InstanceReport { Digest = desired });
    }
}
