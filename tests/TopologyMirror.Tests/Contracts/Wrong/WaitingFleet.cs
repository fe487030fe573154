using TopologyMirror.Contracts;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Returns from a launch only once the instances are ready.</summary>
internal sealed class WaitingFleet(IInstanceFleet inner, IContractFixture fixture) : FleetDecorator(inner)
{
    public override async ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken)
    {
        IReadOnlyList<InstanceId> ids = await base.LaunchAsync(arguments, cancellationToken);
        await fixture.PassTimeAsync(fixture.Patience, cancellationToken);
        return ids;
    }
}
