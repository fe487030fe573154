using TopologyMirror.Capacity;
using TopologyMirror.Topology;

namespace TopologyMirror.Shadow;

/// <summary>
/// The default shadow manager: ends what failed, drifted or took too long, then launches what is missing or ends what is too much, and
/// replaces what has another size than live. Its plan, once carried out and ready, leaves nothing more to do.
/// </summary>
public sealed class MirrorShadowManager : IShadowManager
{
    /// <inheritdoc/>
    public IReadOnlyList<FleetAction> Plan(MirrorInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var actions = new List<FleetAction>();
        foreach (ShadowTarget target in input.Targets)
        {
            PlanService(input, target, actions);
        }

        return actions;
    }

    private static void PlanService(MirrorInput input, ShadowTarget target, List<FleetAction> actions)
    {
        var usable = new List<ObservedInstance>();
        SortedDictionary<FleetActionReason, List<InstanceId>> useless = [];
        foreach (ObservedInstance instance in input.World.On(target.Service, Side.Shadow))
        {
            FleetActionReason? reason = input.Reserved.Contains(instance.Id) ? null : WhyUseless(input, instance);
            if (reason is { } why)
            {
                // What routing relies on is never ended here, whatever its state: it is no cover, and a switchover has to take it out first.
                if (IsReliedOn(input, instance))
                {
                    continue;
                }

                if (!useless.TryGetValue(why, out List<InstanceId>? ids))
                {
                    useless[why] = ids = [];
                }

                ids.Add(instance.Id);
            }
            else if (instance.State != InstanceState.Terminating)
            {
                usable.Add(instance);
            }
        }

        actions.AddRange(useless.Select(u => new FleetAction(target.Service, 0, u.Value, u.Key)));
        ILookup<bool, ObservedInstance> pools = usable.ToLookup(i => IsCandidate(input, i));
        var filling = new PoolFilling(input, target, LiveShape.Of(input.World, target.Service));
        int room = filling.Fill([.. pools[false]], target.Cover, input.CoverDigest, input.Options.MaxInstances - usable.Count, actions);
        if (input.CandidateDigest is { } candidate)
        {
            _ = filling.Fill([.. pools[true]], target.Candidate, candidate, room, actions);
        }
    }

    /// <summary>What an instance was launched for puts it into a pool until it says itself what it runs.</summary>
    private static bool IsCandidate(MirrorInput input, ObservedInstance instance) =>
        input.CandidateDigest is { } candidate && (instance.Digest ?? instance.LaunchDigest) == candidate;

    private static FleetActionReason? WhyUseless(MirrorInput input, ObservedInstance instance) => instance.State switch
    {
        InstanceState.Terminating => null,
        InstanceState.Failed => FleetActionReason.Failed,
        _ when (instance.Digest ?? instance.LaunchDigest) is { } digest && digest != input.CoverDigest && digest != input.CandidateDigest =>
            FleetActionReason.Drifted,
        InstanceState.Ready when instance.Validation == ValidationStatus.Refused => FleetActionReason.Refused,
        InstanceState.Ready when input.Refused.Contains(instance.Id) => FleetActionReason.GivenUp,
        InstanceState.Ready when input.Undelivered.Contains(instance.Id) =>
            input.Now - instance.LaunchedAt >= Longer(input.Options.PropagateTimeout, input.Options.LaunchTimeout) ? FleetActionReason.GivenUp : null,
        InstanceState.Ready => null,
        _ => input.Now - instance.LaunchedAt >= input.Options.LaunchTimeout ? FleetActionReason.GivenUp : null,
    };

    private static TimeSpan Longer(TimeSpan first, TimeSpan second) => first > second ? first : second;

    /// <summary>What routing relies on is no surplus.</summary>
    internal static bool IsReliedOn(MirrorInput input, ObservedInstance instance) =>
        input.World.IsRoutedAnywhere(instance.Id) || input.World.HasOpenConnections(instance.Id);
}
