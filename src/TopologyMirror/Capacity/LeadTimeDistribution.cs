using System.Collections.Immutable;

namespace TopologyMirror.Capacity;

/// <summary>
/// How long something takes: lead times with their weights, and the probability that it never comes about. The lead times are those of what
/// does come about. Immutable and thread-safe; a function of what it was made of.
/// </summary>
public sealed class LeadTimeDistribution
{
    /// <summary>Lead times of equal weight to which a distribution is reduced before it is convolved, and that a convolution has.</summary>
    public const int Resolution = 128;

    // A cumulated weight that is a probability up to rounding has reached it.
    private const double Slack = 1e-9;

    private readonly ImmutableArray<(TimeSpan Lead, double UpTo)> _points;

    private LeadTimeDistribution(ImmutableArray<(TimeSpan Lead, double UpTo)> points, double failure)
    {
        _points = points;
        Failure = failure;
    }

    /// <summary>Probability that it never comes about.</summary>
    public double Failure { get; }

    /// <summary>The mean of what comes about.</summary>
    public TimeSpan Mean
    {
        get
        {
            double mean = 0;
            double before = 0;
            foreach ((TimeSpan lead, double upTo) in _points)
            {
                mean += lead.Ticks * (upTo - before);
                before = upTo;
            }

            return TimeSpan.FromTicks((long)mean);
        }
    }

    /// <summary>Makes a distribution of lead times with weights.</summary>
    /// <param name="weighted">The lead times, in any order, none negative; each weight is zero or greater, and one is greater.</param>
    /// <param name="failure">Probability that it never comes about; from 0 to 1.</param>
    /// <exception cref="ArgumentException">There is no weight.</exception>
    public static LeadTimeDistribution Of(IEnumerable<(TimeSpan Lead, double Weight)> weighted, double failure = 0)
    {
        ArgumentNullException.ThrowIfNull(weighted);
        if (!(failure >= 0 && failure <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(failure), failure, "A probability lies between 0 and 1.");
        }

        (TimeSpan Lead, double Weight)[] sorted = [.. weighted.OrderBy(static w => w.Lead)];
        double total = sorted.Sum(static w => w.Weight);
        if (!(total > 0) || sorted[0].Lead < TimeSpan.Zero || sorted.Any(static w => !(w.Weight >= 0)))
        {
            throw new ArgumentException("A distribution has lead times that are not negative, with weights that are not, and one that is greater than zero.", nameof(weighted));
        }

        double cumulated = 0;
        var points = ImmutableArray.CreateBuilder<(TimeSpan Lead, double UpTo)>(sorted.Length);
        foreach ((TimeSpan lead, double weight) in sorted)
        {
            cumulated += weight;
            points.Add((lead, Math.Min(cumulated / total, 1)));
        }

        points[^1] = (points[^1].Lead, 1);
        return new LeadTimeDistribution(points.ToImmutable(), failure);
    }

    /// <summary>The lead time that is not exceeded with a probability: the smallest with at least that weight at or below it.</summary>
    /// <param name="probability">From 0 to 1.</param>
    public TimeSpan Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A probability lies between 0 and 1.");
        }

        (int low, int high) = (0, _points.Length - 1);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _points[middle].UpTo >= probability - Slack ? (low, middle) : (middle + 1, high);
        }

        return _points[low].Lead;
    }

    /// <summary>A lead time drawn by a number that the caller draws; null when it never comes about.</summary>
    /// <param name="uniform">From 0, inclusive, to 1, exclusive; evenly distributed numbers give lead times as they are distributed.</param>
    public TimeSpan? Sample(double uniform) =>
        uniform >= 1 - Failure ? null : Quantile(Failure == 0 ? uniform : Math.Min(uniform / (1 - Failure), 1));

    /// <summary>Lead times of equal weight: the quantiles at the middles of as many equal shares.</summary>
    /// <param name="count">How many; at least 1.</param>
    /// <returns>In rising order.</returns>
    public IReadOnlyList<TimeSpan> Grid(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. Enumerable.Range(0, count).Select(i => Quantile((i + 0.5) / count))];
    }

    /// <summary>How long both take, one after the other, where neither tells anything of the other: their convolution, on <see cref="Resolution"/> points each.</summary>
    /// <param name="then">What follows.</param>
    public LeadTimeDistribution Plus(LeadTimeDistribution then)
    {
        ArgumentNullException.ThrowIfNull(then);
        IReadOnlyList<TimeSpan> first = Grid(Resolution);
        IReadOnlyList<TimeSpan> second = then.Grid(Resolution);
        long[] sums = new long[Resolution * Resolution];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] = (first[i / Resolution] + second[i % Resolution]).Ticks;
        }

        Array.Sort(sums);
        double failure = 1 - ((1 - Failure) * (1 - then.Failure));
        return Of(Enumerable.Range(0, Resolution).Select(i => (TimeSpan.FromTicks(sums[(i * Resolution) + (Resolution / 2)]), 1.0)), failure);
    }
}
