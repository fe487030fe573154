using System.Collections.Immutable;
using TopologyMirror.Capacity;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>Measures lead times from what is observed: an instance counts when it is first seen ready and validated at the digest after it was seen on its way. Immutable.</summary>
internal sealed record LeadTimeMeter
{
    public required LeadTimeHistory Launch { get; init; }

    public required LeadTimeHistory Promote { get; init; }

    private ImmutableSortedSet<InstanceId> OnTheirWay { get; init; } = [];

    public static LeadTimeMeter Start(CapacityOptions options) => new()
    {
        Launch = LeadTimeHistory.Start(options.LaunchLeadPrior),
        Promote = LeadTimeHistory.Start(options.PromoteLeadPrior),
    };

    public LeadTimes Quantile(double probability) => new(Launch.Quantile(probability), Promote.Quantile(probability));

    public LeadTimeMeter Observe(WorldView world, ConfigDigest desired, DateTimeOffset now)
    {
        LeadTimeHistory launch = Launch;
        ImmutableSortedSet<InstanceId>.Builder? changed = null;
        foreach (ObservedInstance instance in world.Topology.Instances)
        {
            bool arrived = instance is { State: InstanceState.Ready, Validation: ValidationStatus.Passed } && instance.Digest is { } digest && digest == (instance.LaunchDigest ?? desired);
            if (arrived && OnTheirWay.Contains(instance.Id))
            {
                launch = launch.Add(now - instance.LaunchedAt);
                (changed ??= OnTheirWay.ToBuilder()).Remove(instance.Id);
            }
            else if (!arrived && instance.State == InstanceState.Launching && !OnTheirWay.Contains(instance.Id))
            {
                (changed ??= OnTheirWay.ToBuilder()).Add(instance.Id);
            }
        }

        foreach (InstanceId id in OnTheirWay)
        {
            if (world.Topology.Find(id) is null)
            {
                (changed ??= OnTheirWay.ToBuilder()).Remove(id);
            }
        }

        return changed is null ? this : this with { Launch = launch, OnTheirWay = changed.ToImmutable() };
    }

    public LeadTimeMeter Promoted(TimeSpan lead) => this with { Promote = Promote.Add(lead) };
}
