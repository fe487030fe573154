namespace TopologyMirror.Storage.Sqlite;

/// <summary>
/// Remembers for how long a thing was seen unchanged, by the monotonic clock: what says of itself that it comes from the future is believed
/// for that long, and not for ever. Not thread-safe.
/// </summary>
internal sealed class UnchangedSince(TimeProvider time)
{
    private readonly Dictionary<string, (long Stamp, long Times, long Seen)> _things = new(StringComparer.Ordinal);

    /// <summary>Looks at a thing.</summary>
    /// <param name="name">Which.</param>
    /// <param name="stamp">When it says that it changed last.</param>
    /// <param name="times">How often it has changed.</param>
    /// <param name="duration">For how long.</param>
    /// <returns>True when it was seen unchanged for the duration.</returns>
    public bool Look(string name, long stamp, long times, TimeSpan duration)
    {
        if (!_things.TryGetValue(name, out (long Stamp, long Times, long Seen) thing) || thing.Stamp != stamp || thing.Times != times)
        {
            _things[name] = (stamp, times, time.GetTimestamp());
            return false;
        }

        if (time.GetElapsedTime(thing.Seen) < duration)
        {
            return false;
        }

        _things.Remove(name);
        return true;
    }
}
