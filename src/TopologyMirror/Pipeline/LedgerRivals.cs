using TopologyMirror.Capacity;
using TopologyMirror.Replay;

namespace TopologyMirror.Pipeline;

/// <summary>What one service would have taken in other ways in the course of one day, minute by minute. Not thread-safe.</summary>
internal sealed class LedgerRivals
{
    public const string Reactive = "reactive";
    public const string NoShadow = "no-shadow";
    public const string Nothing = "nothing";
    public const string Clairvoyant = "clairvoyant";

    private const int MinutesOfDay = 24 * 60;

    private readonly LiveComparison _comparison;
    private readonly int?[] _planned = new int?[MinutesOfDay];
    private readonly string _reactiveName;
    private readonly int _offset;

    /// <param name="start">Its first minute.</param>
    /// <param name="live">What is live then; at least 1.</param>
    /// <param name="capacity">The service.</param>
    /// <param name="launch">How long launches take.</param>
    /// <param name="headroom">Share by which the reactive rule plans above the observed load.</param>
    public LedgerRivals(DateTimeOffset start, int live, ServiceCapacity capacity, TimeSpan launch, double headroom)
    {
        var reactive = new ReactivePolicy((int)Math.Round(headroom * 100));
        _reactiveName = reactive.Name;
        _offset = MinuteOfDay(start);
        _comparison = new LiveComparison(
            start, MinutesOfDay - _offset, live, capacity.Ceiling, LaunchDraws.Constant(launch > TimeSpan.Zero ? launch : TimeSpan.FromSeconds(1)),
            [reactive, new SteeredPolicy(NoShadow, tick => _planned[tick + _offset]), new SteeredPolicy(Nothing, static _ => null)]);
        Start = start;
    }

    /// <summary>Its first minute.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The next minute.</summary>
    public DateTimeOffset Next => _comparison.Next;

    /// <summary>True when the day is over.</summary>
    public bool IsOver => _comparison.IsFull;

    /// <summary>Notes what was planned at a moment: live as it would have to be if there were no shadow to join.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="live">Instances; null when no load was known.</param>
    public void Plan(DateTimeOffset now, int? live)
    {
        // What was planned holds until something else is.
        for (int minute = MinuteOfDay(now); now.UtcDateTime.Date == Start.UtcDateTime.Date && minute < MinutesOfDay; minute++)
        {
            _planned[minute] = live;
        }
    }

    /// <summary>Takes the load of the next minute in instances; <see cref="double.NaN"/> for unknown.</summary>
    public IEnumerable<(string Policy, int Paid, int Missing)> Add(double demand) =>
        _comparison.Add(demand).Select(r => (string.Equals(r.Policy, _reactiveName, StringComparison.Ordinal) ? Reactive : r.Policy, r.Paid, r.Missing));

    /// <summary>Minute by minute, what somebody would have paid and missed who knew all of them.</summary>
    public IReadOnlyList<(int Paid, int Missing)> Known() => _comparison.Clairvoyant();

    private static int MinuteOfDay(DateTimeOffset time) => (int)time.UtcDateTime.TimeOfDay.TotalMinutes;
}
