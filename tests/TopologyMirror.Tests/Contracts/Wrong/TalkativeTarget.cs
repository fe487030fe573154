using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Gives out what a step printed as it is.</summary>
internal sealed class TalkativeTarget(IConfigurationTarget inner) : TargetDecorator(inner)
{
    public override async ValueTask<IReadOnlyDictionary<InstanceId, InstanceReport>> ReadAsync(
        ClusterName cluster, IReadOnlyList<InstanceId> instances, CancellationToken cancellationToken) =>
        (await base.ReadAsync(cluster, instances, cancellationToken)).ToDictionary(r => r.Key, r => r.Value with
        {
            Steps = [.. r.Value.Steps.Select(s => s with { Output = s.Output.Replace(OutputRedactor.Mask, Revisions.SecretValue, StringComparison.Ordinal) })],
        });
}
