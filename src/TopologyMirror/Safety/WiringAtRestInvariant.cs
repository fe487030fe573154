using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>Invariant 11, about how calls end: at rest no shadow instance calls a live instance of a dependency of which the shadow has its own.</summary>
public sealed class WiringAtRestInvariant : IRestInvariant
{
    /// <inheritdoc/>
    public int Number => 11;

    /// <inheritdoc/>
    public string Name => "wiring-at-rest";

    /// <inheritdoc/>
    public string? Breach(RestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsStopped || context.World.Wiring is not { } wiring)
        {
            return null;
        }

        IReadOnlyList<WiringMember> members = RunWiring.Members(context.World, context.OpenRun);
        return members.Where(static m => m.Tier == WiringTier.Shadow && m.Instance.State == InstanceState.Ready)
            .Select(m => (m.Instance.Id, Fault: WiringPlanner.FaultOf(m.Instance, members, wiring)))
            .Where(static f => f.Fault is { IsLive: true })
            .Select(static f => $"shadow instance '{f.Id}' calls '{f.Fault!.Target}' of live for {f.Fault.Dependency}")
            .FirstOrDefault();
    }
}
