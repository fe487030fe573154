using TopologyMirror.Capacity;
using TopologyMirror.Promotion;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>What the ledger takes of one tick.</summary>
internal sealed record LedgerTick
{
    /// <summary>When it was observed.</summary>
    public required DateTimeOffset ObservedAt { get; init; }

    public required WorldView World { get; init; }

    public required IReadOnlyList<ServiceCapacity> Capacities { get; init; }

    /// <summary>The open run; null when there is none.</summary>
    public required RunPlan? Open { get; init; }

    public required PromotionDecision Decision { get; init; }

    /// <summary>False when the decision repeats the one before.</summary>
    public required bool IsNew { get; init; }

    /// <summary>Weighs the decision; called for new ones only.</summary>
    public required Func<IReadOnlyList<PromotionCosts>> Costs { get; init; }

    /// <summary>Instances that live would have to be without a shadow, by index of the service; null when no load is known.</summary>
    public required Func<int, int?> PlannedLive { get; init; }

    /// <summary>True when the load of a service is known up to a moment.</summary>
    public required Func<ServiceName, DateTimeOffset, bool> IsKnown { get; init; }

    /// <summary>Load of a service in the minute that begins at a moment, in instances; <see cref="double.NaN"/> when it is not known.</summary>
    public required Func<ServiceName, DateTimeOffset, double> Demand { get; init; }

    /// <summary>Prices of a service; null where none are given.</summary>
    public required Func<ServiceName, PromotionPrices?> PricesOf { get; init; }

    public required string? Currency { get; init; }

    /// <summary>How long launches take as a rule.</summary>
    public required TimeSpan LaunchLead { get; init; }

    public required double ReactiveHeadroom { get; init; }

    /// <summary>Shortest drain of what leaves traffic.</summary>
    public required TimeSpan Drain { get; init; }

    /// <summary>Longest time between two observations in which what exists at the later one counts as having existed.</summary>
    public required TimeSpan LongestInterval { get; init; }

    public required int KeptEntries { get; init; }
}
