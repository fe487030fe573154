using TopologyMirror.Topology;

namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>A fleet that at times tells what it told some minutes before, with the time of then.</summary>
internal sealed class ForgetfulFleet(IInstanceFleet inner, SimulationRandom dice) : IInstanceFleet
{
    private const double Forgetfulness = 0.2;

    private readonly List<TopologySnapshot> _told = [];

    public PortDescription Description => inner.Description;

    public async ValueTask<TopologySnapshot> ListAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        TopologySnapshot now = await inner.ListAsync(cluster, cancellationToken);
        _told.Add(now);
        TopologySnapshot[] old = [.. _told.Where(t => now.ObservedAt - t.ObservedAt > TimeSpan.FromMinutes(1)).TakeLast(200)];
        return old.Length > 0 && dice.NextDouble() < Forgetfulness ? old[(int)(dice.NextDouble() * old.Length)] : now;
    }

    public ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken) =>
        inner.LaunchAsync(arguments, cancellationToken);

    public ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken) => inner.TerminateAsync(arguments, cancellationToken);
}
