using TopologyMirror.Contracts;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Refuses to end what is gone, and ends what a stale owner names.</summary>
internal sealed class StrictFleet(IInstanceFleet inner) : FleetDecorator(inner)
{
    private Epoch _launched;

    public override ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken)
    {
        _launched = arguments.Epoch;
        return base.LaunchAsync(arguments, cancellationToken);
    }

    public override async ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken)
    {
        TopologySnapshot now = await ListAsync(arguments.Key.Cluster, cancellationToken);
        if (arguments.Instances.FirstOrDefault(id => now.Find(id) is null) is { Value: not null } unknown)
        {
            throw new ContractViolationException($"There is no {unknown}.");
        }

        await base.TerminateAsync(arguments with { Epoch = _launched }, cancellationToken);
    }
}
