using System.Collections.Immutable;

namespace TopologyMirror.Capacity;

/// <summary>The newest measured lead times of one kind. Immutable.</summary>
public sealed class LeadTimeHistory
{
    /// <summary>Measurements that are kept.</summary>
    public const int Kept = 64;

    /// <summary>Measurements from which on the prior no longer counts.</summary>
    public const int Enough = 5;

    private readonly ImmutableArray<TimeSpan> _measured;

    private LeadTimeHistory(TimeSpan prior, ImmutableArray<TimeSpan> measured)
    {
        Prior = prior;
        _measured = measured;
    }

    /// <summary>What is assumed before there are enough measurements.</summary>
    public TimeSpan Prior { get; }

    /// <summary>Measurements, oldest first.</summary>
    public IReadOnlyList<TimeSpan> Measured => _measured;

    /// <summary>No measurement yet.</summary>
    /// <param name="prior">What to assume until there are enough.</param>
    public static LeadTimeHistory Start(TimeSpan prior) => new(prior, []);

    /// <summary>Adds a measurement and forgets the oldest beyond <see cref="Kept"/>.</summary>
    /// <param name="measured">The measurement; negative ones count as zero.</param>
    public LeadTimeHistory Add(TimeSpan measured)
    {
        TimeSpan value = measured < TimeSpan.Zero ? TimeSpan.Zero : measured;
        ImmutableArray<TimeSpan> kept = _measured.Length < Kept ? _measured : _measured.RemoveAt(0);
        return new LeadTimeHistory(Prior, kept.Add(value));
    }

    /// <summary>
    /// The lead time that is not exceeded with a probability: the empirical quantile (the smallest measurement with at least that share at
    /// or below it). While there are fewer than <see cref="Enough"/> measurements, no less than the prior.
    /// </summary>
    /// <param name="probability">Between 0 and 1.</param>
    public TimeSpan Quantile(double probability)
    {
        if (_measured.IsEmpty)
        {
            return Prior;
        }

        TimeSpan[] sorted = [.. _measured.Order()];
        int rank = Math.Clamp((int)Math.Ceiling(probability * sorted.Length), 1, sorted.Length);
        TimeSpan value = sorted[rank - 1];
        return sorted.Length < Enough && value < Prior ? Prior : value;
    }
}
