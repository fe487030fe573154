namespace TopologyMirror.Topology;

/// <summary>Whom every instance should call, by where it stands. Pure.</summary>
public static class WiringPlanner
{
    /// <summary>
    /// The links that should be: live calls live, what joins calls live and what joins with it, what replaces calls what replaces with it
    /// and what an earlier wave has brought into live at its digest, and a shadow instance calls ready shadow instances of its own digest. Where such a tier has no ready instance there is no link to
    /// set, and what there is stays. Dependencies that everybody shares are left alone. Linear in the targets of all links.
    /// </summary>
    /// <param name="members">The instances, in ordinal order.</param>
    /// <param name="services">The services with what they depend on.</param>
    /// <returns>In ordinal order of instance; dependencies as the service lists them.</returns>
    public static IReadOnlyList<WireLink> Desired(IReadOnlyList<WiringMember> members, IReadOnlyList<ServiceSpecification> services)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(services);
        SortedDictionary<ServiceName, ServiceName[]> dependencies = [];
        foreach (ServiceSpecification service in services)
        {
            dependencies[service.Name] = [.. service.SameSide];
        }

        ILookup<ServiceName, WiringMember> byService = members.Where(IsCallable).ToLookup(m => m.Instance.Service);
        var links = new List<WireLink>();
        foreach (WiringMember member in members)
        {
            foreach (ServiceName dependency in member.Tier == WiringTier.Apart ? [] : dependencies.GetValueOrDefault(member.Instance.Service) ?? [])
            {
                InstanceId[] targets = [.. byService[dependency].Where(t => Calls(member, t)).Select(t => t.Instance.Id)];
                if (targets.Length > 0)
                {
                    links.Add(WireLink.To(member.Instance.Id, dependency, targets));
                }
            }
        }

        return links;
    }

    /// <summary>The desired links that differ from what is observed. A live instance that is wired by other means, without a link, is left alone.</summary>
    /// <param name="members">The instances, in ordinal order.</param>
    /// <param name="wiring">What is observed.</param>
    /// <param name="tier">Whether links of instances of a tier are asked for.</param>
    /// <returns>In ordinal order of instance.</returns>
    public static IReadOnlyList<WireLink> Fixes(IReadOnlyList<WiringMember> members, WiringView wiring, Func<WiringTier, bool> tier)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(wiring);
        ArgumentNullException.ThrowIfNull(tier);
        SortedDictionary<InstanceId, WiringTier> tiers = [];
        foreach (WiringMember member in members)
        {
            tiers[member.Instance.Id] = member.Tier;
        }

        return
        [
            .. Desired(members, wiring.Services).Where(desired =>
                tier(tiers[desired.Instance])
                && wiring.Observed.Find(desired.Instance, desired.Dependency) is var observed
                && desired != observed
                && (tiers[desired.Instance] != WiringTier.Live || observed is { IsShared: false })),
        ];
    }

    /// <summary>What is wrong with the links of a shadow instance: it may call only ready shadow instances of its own digest.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="members">All instances, in ordinal order.</param>
    /// <param name="wiring">What is observed.</param>
    /// <returns>The first fault, those that reach live before others; null when every same-side link is right.</returns>
    public static WiringFault? FaultOf(ObservedInstance instance, IReadOnlyList<WiringMember> members, WiringView wiring)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(wiring);
        var self = new WiringMember(instance, WiringTier.Shadow);
        WiringFault? first = null;
        foreach (ServiceName dependency in wiring.SameSideOf(instance.Service))
        {
            WiringMember[] own = [.. members.Where(m => m.Instance.Service == dependency && IsCallable(m) && Calls(self, m))];
            WireLink? link = wiring.Observed.Find(instance.Id, dependency);
            WiringFault? fault = link is null || link.IsShared
                ? new WiringFault(dependency, null, IsLive: link is not null, Waits: own.Length == 0)
                : StrayTarget(link, own, members);
            first = fault is { IsLive: true } && first is not { IsLive: true } ? fault : first ?? fault;
        }

        return first;
    }

    private static WiringFault? StrayTarget(WireLink link, WiringMember[] own, IReadOnlyList<WiringMember> members)
    {
        WiringFault? first = null;
        foreach (InstanceId target in link.Targets)
        {
            if (!Array.Exists(own, m => m.Instance.Id == target))
            {
                bool live = members.Any(m => m.Instance.Id == target && m.IsOfLive);
                var fault = new WiringFault(link.Dependency, target, live, Waits: own.Length == 0);
                first = live && first is not { IsLive: true } ? fault : first ?? fault;
            }
        }

        return first;
    }

    private static bool IsCallable(WiringMember member) =>
        member.Tier != WiringTier.Apart && member.Instance.State == InstanceState.Ready && member.Instance.Validation != ValidationStatus.Refused;

    private static bool Calls(WiringMember caller, WiringMember target) => caller.Tier switch
    {
        WiringTier.Live => target.Tier == WiringTier.Live,
        WiringTier.Joining => target.Tier is WiringTier.Live or WiringTier.Joining,
        WiringTier.Replacing => target.Tier == WiringTier.Replacing || (target.Tier == WiringTier.Live && IsAlike(caller, target)),
        WiringTier.Shadow => target.Tier == WiringTier.Shadow && caller.Pool is { } pool && target.Instance.Digest == pool,
        _ => false,
    };

    private static bool IsAlike(WiringMember caller, WiringMember target) => caller.Instance.Digest is { } digest && target.Instance.Digest == digest;
}
