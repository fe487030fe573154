namespace TopologyMirror.Promotion;

/// <summary>
/// What is expected to be paid and missed when a promotion of one service is made now, later, or never. Only what serves is counted as paid:
/// cover that stands by costs the same in all three. In money where the service has a price, else in paid instance-hours. Immutable.
/// </summary>
public sealed record PromotionCosts
{
    /// <summary>The service.</summary>
    public required ServiceName Service { get; init; }

    /// <summary>Instances that serve.</summary>
    public required int Live { get; init; }

    /// <summary>Instances that the promotion adds.</summary>
    public required int Instances { get; init; }

    /// <summary>From the decision to the moment at which they serve.</summary>
    public required TimeSpan Lead { get; init; }

    /// <summary>How far was looked ahead.</summary>
    public required TimeSpan Span { get; init; }

    /// <summary>The prices that it was weighed with.</summary>
    public required PromotionPrices Prices { get; init; }

    /// <summary>Expected cost of promoting now.</summary>
    public required double Now { get; init; }

    /// <summary>Least expected cost of promoting after a wait of one step or more; that of never where the span has no later step.</summary>
    public required double Later { get; init; }

    /// <summary>The wait with which later is cheapest; null where the span has no later step.</summary>
    public required TimeSpan? Wait { get; init; }

    /// <summary>Expected cost of not promoting within the span.</summary>
    public required double Never { get; init; }

    /// <summary>Instance-hours that are expected to be missing when the promotion is made now.</summary>
    public required double MissingNow { get; init; }

    /// <summary>Instance-hours that are expected to be missing without the promotion.</summary>
    public required double MissingNever { get; init; }

    /// <summary>Probability that some of what is promoted now is needed within the span, once it serves.</summary>
    public required double NeedProbability { get; init; }

    /// <summary>
    /// Price of a missing instance-hour at which promoting now and never cost the same: above it, now is cheaper. Null when promoting is not
    /// expected to avoid anything.
    /// </summary>
    public double? BreakEvenMissingPrice => MissingNever > MissingNow ? Extra / (MissingNever - MissingNow) : null;

    /// <summary>
    /// Probability of need at which promoting now and never cost the same, if need then misses as much as it does on average: above it, now is
    /// cheaper. More than 1 when even certain need would not pay. Null when promoting is not expected to avoid anything that costs.
    /// </summary>
    public double? BreakEvenProbability => MissingNever > MissingNow && NeedProbability > 0 && Prices.MissingInstanceHour > 0
        ? NeedProbability * Extra / (Prices.MissingInstanceHour * (MissingNever - MissingNow))
        : null;

    /// <summary>What is paid for the promoted instances when they are promoted now.</summary>
    private double Extra => Prices.InstanceHour * Instances * Span.TotalHours;
}
