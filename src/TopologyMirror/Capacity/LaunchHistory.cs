using System.Collections.Immutable;

namespace TopologyMirror.Capacity;

/// <summary>The launches of the newest hour, oldest first. Immutable.</summary>
public sealed class LaunchHistory
{
    /// <summary>How long a launch counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly ImmutableList<(DateTimeOffset Time, int Count)> _launches;

    private LaunchHistory(ImmutableList<(DateTimeOffset Time, int Count)> launches) => _launches = launches;

    /// <summary>Nothing was launched.</summary>
    public static LaunchHistory Empty { get; } = new([]);

    /// <summary>The launches, oldest first.</summary>
    public IReadOnlyList<(DateTimeOffset Time, int Count)> Entries => _launches;

    /// <summary>Adds a launch and forgets what no longer counts by then.</summary>
    /// <param name="time">When it was asked for.</param>
    /// <param name="count">How many instances.</param>
    public LaunchHistory Add(DateTimeOffset time, int count) => new(_launches.RemoveAll(l => l.Time <= time - Window).Add((time, count)));

    /// <summary>Takes the newest launch back: it was not carried out.</summary>
    public LaunchHistory WithoutNewest() => _launches.IsEmpty ? this : new LaunchHistory(_launches.RemoveAt(_launches.Count - 1));

    /// <summary>Instances that were launched in the hour before a moment; what was launched exactly an hour before no longer counts.</summary>
    /// <param name="now">The moment.</param>
    public int Within(DateTimeOffset now) => _launches.Where(l => l.Time > now - Window).Sum(l => l.Count);

    /// <summary>The first moment, not before <paramref name="now"/>, at which fewer than <paramref name="most"/> count; null when that moment never comes.</summary>
    /// <param name="now">The moment to begin at.</param>
    /// <param name="most">The number to fall below.</param>
    public DateTimeOffset? FreeFrom(DateTimeOffset now, int most)
    {
        int counted = Within(now);
        DateTimeOffset from = now;
        foreach ((DateTimeOffset time, int count) in _launches.Where(l => l.Time > now - Window))
        {
            if (counted < most)
            {
                break;
            }

            counted -= count;
            from = time + Window;
        }

        return counted < most ? from : null;
    }
}
