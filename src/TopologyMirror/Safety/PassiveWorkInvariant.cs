using TopologyMirror.Data;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Safety;

/// <summary>
/// Invariant 11: no work of a passive instance reaches outside. Work is activated only on the side that owns it, and of a singleton only
/// while none of another instance is active, pending or in flight. What still works is not ended.
/// </summary>
public sealed class PassiveWorkInvariant : ISafetyInvariant
{
    /// <inheritdoc/>
    public int Number => 11;

    /// <inheritdoc/>
    public string Name => "passive-work";

    /// <inheritdoc/>
    public string? Breach(SafetyContext context, ProposedEffect effect)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(effect);
        return effect.Kind switch
        {
            ProposedEffectKind.Terminate => EndsWork(context, effect),
            ProposedEffectKind.ActivateWork => NotOwned(context, effect) ?? SecondOwner(context, effect),
            _ => null,
        };
    }

    private static string? EndsWork(SafetyContext context, ProposedEffect effect)
    {
        foreach (InstanceId id in effect.Instances)
        {
            if (context.World.Work?.Find(id) is { MayWork: true } work && context.World.Topology.Find(id) is { State: not InstanceState.Failed })
            {
                return $"instance '{id}' would be ended while its work is active ({work.InFlight} in flight)";
            }
        }

        return null;
    }

    private static string? NotOwned(SafetyContext context, ProposedEffect effect)
    {
        ServiceSpecification? service = context.Services.FirstOrDefault(s => s.Name == effect.Service);
        if (service is null or { Work: WorkKind.None })
        {
            return $"service '{effect.Service}' declares no work";
        }

        foreach (InstanceId id in effect.Instances)
        {
            if (!WorkSides.Owns(context.World, context.Run, id))
            {
                return $"instance '{id}' would work, and is not on the side that owns the work of {service.Name}";
            }
        }

        return null;
    }

    private static string? SecondOwner(SafetyContext context, ProposedEffect effect)
    {
        ServiceName service = effect.Service!.Value;
        if (context.Services.First(s => s.Name == service).Work != WorkKind.Singleton)
        {
            return null;
        }

        if (effect.Instances.Count != 1)
        {
            return $"{effect.Instances.Count} instances would do the work of {service}, of which there is one at a time";
        }

        foreach (InstanceWork work in context.World.Work?.Instances ?? [])
        {
            if (work.Service == service && work.Instance != effect.Instances[0] && work.MayWork && !WorkPlanner.HasEnded(work, context.World))
            {
                return $"instance '{effect.Instances[0]}' would do the work of {service} beside '{work.Instance}', which may still work";
            }
        }

        return WorkPlanner.Lost(service, context.World).Select(i => $"instance '{effect.Instances[0]}' would do the work of {service} beside '{i}', which is not known as gone").FirstOrDefault();
    }
}
