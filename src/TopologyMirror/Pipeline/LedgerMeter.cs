using System.Collections.Immutable;
using TopologyMirror.Promotion;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>
/// Says what was paid for between two observations, by the accounts of a replay: what exists at the later one is paid from the earlier one on,
/// since launches and ends are carried out right after an observation. Immutable.
/// </summary>
internal sealed record LedgerMeter
{
    public static LedgerMeter Start { get; } = new();

    private DateTimeOffset? At { get; init; }

    private ImmutableSortedDictionary<InstanceId, LedgerSight> Seen { get; init; } = ImmutableSortedDictionary<InstanceId, LedgerSight>.Empty;

    private ImmutableSortedDictionary<ServiceName, int> Serving { get; init; } = ImmutableSortedDictionary<ServiceName, int>.Empty;

    /// <summary>Takes an observation.</summary>
    /// <param name="now">Its moment.</param>
    /// <param name="world">The observation.</param>
    /// <param name="services">The services.</param>
    /// <param name="open">The open run.</param>
    /// <param name="drain">How long what left traffic drains at least.</param>
    /// <returns>The meter after it, and what existed since the one before; nothing on the first.</returns>
    public (LedgerMeter After, IReadOnlyList<LedgerInterval> Intervals) Observe(
        DateTimeOffset now, WorldView world, IReadOnlyList<ServiceName> services, RunPlan? open, TimeSpan drain)
    {
        var paid = new SortedDictionary<ServiceName, LedgerAmounts>();
        ImmutableSortedDictionary<InstanceId, LedgerSight>.Builder seen = ImmutableSortedDictionary.CreateBuilder<InstanceId, LedgerSight>();
        foreach (ObservedInstance instance in world.Topology.Instances)
        {
            if (instance.State == InstanceState.Terminating)
            {
                continue;
            }

            LedgerSight before = Seen.GetValueOrDefault(instance.Id);
            bool isRouted = world.IsRoutedAnywhere(instance.Id);
            bool left = before.IsRouted && !isRouted;
            LedgerSight sight = isRouted
                ? new LedgerSight(true, true, null, false)
                : before with
                {
                    IsReady = before.IsReady || instance is { State: InstanceState.Ready, Validation: ValidationStatus.Passed },
                    IsRouted = false,
                    DrainedAt = left ? now + drain : before.DrainedAt,
                    IsOldSide = left ? open?.Kind == SwitchoverKind.Replace && open.Leaving.Contains(instance.Id) : before.IsOldSide,
                };
            paid[instance.Service] = paid.GetValueOrDefault(instance.Service) + Account(before, sight, world.SideOf(instance.Id));
            seen[instance.Id] = sight;
        }

        var after = new LedgerMeter
        {
            At = now,
            Seen = seen.ToImmutable(),
            Serving = services.ToImmutableSortedDictionary(static s => s, world.ServingCount),
        };
        return (after, At is { } from && now > from
            ? [.. services.Select(s => new LedgerInterval(s, from, now, paid.GetValueOrDefault(s), Serving.GetValueOrDefault(s)))]
            : []);
    }

    private LedgerAmounts Account(LedgerSight before, LedgerSight sight, Side side) =>
        before.IsRouted || sight.IsRouted ? new LedgerAmounts(1, 0, 0, 0, 0)
        : !before.IsReady ? new LedgerAmounts(0, 0, 1, 0, 0)
        : sight.IsOldSide && side != Side.Shadow ? new LedgerAmounts(0, 0, 0, 1, 0)
        : At < sight.DrainedAt ? new LedgerAmounts(1, 0, 0, 0, 0)
        : side == Side.Shadow ? new LedgerAmounts(0, 1, 0, 0, 0)
        : sight.DrainedAt is not null ? new LedgerAmounts(0, 0, 0, 1, 0)
        : new LedgerAmounts(1, 0, 0, 0, 0);
}
