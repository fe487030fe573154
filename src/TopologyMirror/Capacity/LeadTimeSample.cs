using System.Collections.Immutable;
using TopologyMirror.Internal;

namespace TopologyMirror.Capacity;

/// <summary>
/// The newest measurements of one lead time or of a phase of one, the newer ones counting for more, beside a lognormal prior. Immutable.
/// </summary>
public sealed class LeadTimeSample
{
    /// <summary>Measurements and failures that are kept.</summary>
    public const int Kept = 64;

    /// <summary>Measurements that the prior counts for before there is any.</summary>
    public const double PriorWeight = 5;

    /// <summary>What a measurement, and the prior, still counts for after each newer one.</summary>
    public const double Recency = 0.97;

    /// <summary>Standard deviation of the logarithm under the prior.</summary>
    public const double PriorDeviation = 0.5;

    private readonly ImmutableArray<TimeSpan?> _outcomes;

    private LeadTimeSample(TimeSpan priorMedian, ImmutableArray<TimeSpan?> outcomes)
    {
        PriorMedian = priorMedian;
        _outcomes = outcomes;
        Measured = outcomes.Count(static o => o is not null);
    }

    /// <summary>The median of the prior.</summary>
    public TimeSpan PriorMedian { get; }

    /// <summary>What came of the newest, oldest first; null for what never came about.</summary>
    public IReadOnlyList<TimeSpan?> Outcomes => _outcomes;

    /// <summary>How many came about.</summary>
    public int Measured { get; }

    /// <summary>Nothing measured yet.</summary>
    /// <param name="priorMedian">The median of the prior; zero or longer.</param>
    public static LeadTimeSample Start(TimeSpan priorMedian) => new(priorMedian < TimeSpan.Zero ? TimeSpan.Zero : priorMedian, []);

    /// <summary>Adds a measurement and forgets the oldest beyond <see cref="Kept"/>.</summary>
    /// <param name="outcome">How long it took, negative counting as zero; null when it never came about.</param>
    public LeadTimeSample Add(TimeSpan? outcome)
    {
        ImmutableArray<TimeSpan?> kept = _outcomes.Length < Kept ? _outcomes : _outcomes.RemoveAt(0);
        return new LeadTimeSample(PriorMedian, kept.Add(outcome < TimeSpan.Zero ? TimeSpan.Zero : outcome));
    }

    /// <summary>The measurements blended with the prior.</summary>
    public LeadTimeDistribution Blended() => LeadTimeDistribution.Of(Weighted().Concat(PriorPoints()), FailureShare());

    /// <summary>The measurements alone; null when there is none.</summary>
    public LeadTimeDistribution? Observed() => Measured == 0 ? null : LeadTimeDistribution.Of(Weighted(), FailureShare());

    /// <summary>Failures in share of all outcomes, as if <see cref="PriorWeight"/> more had come about.</summary>
    private double FailureShare()
    {
        double failed = _outcomes.Select((o, i) => o is null ? WeightOf(i) : 0).Sum();
        return failed == 0 ? 0 : failed / (_outcomes.Select((_, i) => WeightOf(i)).Sum() + PriorPart());
    }

    private IEnumerable<(TimeSpan Lead, double Weight)> Weighted() =>
        _outcomes.Select((o, i) => (Outcome: o, Weight: WeightOf(i))).Where(static o => o.Outcome is not null).Select(static o => (o.Outcome!.Value, o.Weight));

    private IEnumerable<(TimeSpan Lead, double Weight)> PriorPoints()
    {
        const int Points = LeadTimeDistribution.Resolution;
        for (int i = 0; i < Points; i++)
        {
            double factor = Math.Exp(PriorDeviation * NormalQuantile.At((i + 0.5) / Points));

            // Downwards, so that the quantile of a sum of phases does not exceed the prior that they were scaled to.
            yield return (TimeSpan.FromMilliseconds(Math.Floor(PriorMedian.TotalMilliseconds * factor)), PriorPart() / Points);
        }
    }

    private double WeightOf(int index) => Math.Pow(Recency, _outcomes.Length - 1 - index);

    private double PriorPart() => PriorWeight * Math.Pow(Recency, _outcomes.Length);
}
