using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Launches anew whenever it is asked, whatever the key.</summary>
internal sealed class ForgetfulFleet(IInstanceFleet inner) : FleetDecorator(inner)
{
    private int _calls;

    public override ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken) =>
        base.LaunchAsync(arguments with { Key = arguments.Key with { Attempt = ++_calls } }, cancellationToken);
}
