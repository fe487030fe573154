using System.Collections.Immutable;

namespace TopologyMirror.Capacity;

/// <summary>Recommendations of the recent past, oldest first. Immutable.</summary>
public sealed class RecommendationWindow
{
    private readonly ImmutableArray<(DateTimeOffset Time, int Instances)> _entries;

    private RecommendationWindow(ImmutableArray<(DateTimeOffset Time, int Instances)> entries) => _entries = entries;

    /// <summary>No recommendation yet.</summary>
    public static RecommendationWindow Empty { get; } = new([]);

    /// <summary>Time of the oldest recommendation held; null when there is none.</summary>
    public DateTimeOffset? Since => _entries.IsEmpty ? null : _entries[0].Time;

    /// <summary>The recommendations held, oldest first.</summary>
    public IReadOnlyList<(DateTimeOffset Time, int Instances)> Entries => _entries;

    /// <summary>Adds a recommendation and forgets those older than <paramref name="keep"/>.</summary>
    /// <param name="now">Time of the recommendation, not before the newest one held.</param>
    /// <param name="instances">Instances recommended.</param>
    /// <param name="keep">How far back recommendations matter.</param>
    public RecommendationWindow Add(DateTimeOffset now, int instances, TimeSpan keep)
    {
        DateTimeOffset oldest = now - keep;
        int first = 0;
        while (first < _entries.Length && _entries[first].Time < oldest)
        {
            first++;
        }

        return new RecommendationWindow([.. _entries.AsSpan()[first..], (now, instances)]);
    }

    /// <summary>The highest recommendation at or after <paramref name="from"/>; 0 when there is none.</summary>
    /// <param name="from">Start of the window, inclusive.</param>
    public int Highest(DateTimeOffset from)
    {
        int highest = 0;
        foreach ((DateTimeOffset time, int instances) in _entries)
        {
            highest = time >= from ? Math.Max(highest, instances) : highest;
        }

        return highest;
    }

    /// <summary>The lowest recommendation at or after <paramref name="from"/>; <see cref="int.MaxValue"/> when there is none.</summary>
    /// <param name="from">Start of the window, inclusive.</param>
    public int Lowest(DateTimeOffset from)
    {
        int lowest = int.MaxValue;
        foreach ((DateTimeOffset time, int instances) in _entries)
        {
            lowest = time >= from ? Math.Min(lowest, instances) : lowest;
        }

        return lowest;
    }
}
