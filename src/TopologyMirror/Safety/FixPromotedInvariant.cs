using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 15: when live itself is unhealthy, guardrails about live only advise, so at rest no fix stands ready beside a live side that
/// alarms are firing for.
/// </summary>
public sealed class FixPromotedInvariant : IRestInvariant
{
    /// <inheritdoc/>
    public int Number => 15;

    /// <inheritdoc/>
    public string Name => "fix-promoted";

    /// <inheritdoc/>
    public string? Breach(RestContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsStopped || context.World.LiveDigest() is not { } live)
        {
            return null;
        }

        bool isUnhealthy = context.World.Monitoring?.Alarms.Any(a => a.Instance is { } i && context.World.SideOf(i) == Side.Live) == true;
        ObservedInstance? fix = context.World.Topology.Instances.FirstOrDefault(i =>
            i.State == InstanceState.Ready && i.Digest is { } digest && digest != live && digest != context.Rejected
            && context.World.SideOf(i.Id) == Side.Shadow);
        return isUnhealthy && fix is not null
            ? $"alarms fire for live at {live.Abbreviated}, and '{fix.Id}' stands ready at {fix.Digest!.Value.Abbreviated}"
            : null;
    }
}
