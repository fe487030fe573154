namespace TopologyMirror.Pipeline;

/// <summary>How many instances served when, as far back as a late sample can ask.</summary>
internal sealed class ServingHistory
{
    private const int Kept = 256;

    private readonly List<(DateTimeOffset Time, int Serving)> _entries = [];

    public void Note(DateTimeOffset time, int serving)
    {
        // An observation may have taken longer than the one that is noted already.
        if (_entries.Count == 0 || (_entries[^1].Serving != serving && _entries[^1].Time <= time))
        {
            _entries.Add((time, serving));
        }

        if (_entries.Count > Kept)
        {
            _entries.RemoveRange(0, Kept / 2);
        }
    }

    /// <summary>
    /// The mean over [from, to), weighted by time: as many instances as a mean utilisation of that step was taken over. Before the first
    /// note the first one counts: nothing better is known.
    /// </summary>
    public double Mean(DateTimeOffset from, DateTimeOffset to)
    {
        double weighted = 0;
        DateTimeOffset until = to;
        for (int i = _entries.Count - 1; i >= 0 && until > from; i--)
        {
            DateTimeOffset since = i == 0 || _entries[i].Time < from ? from : _entries[i].Time;
            if (since < until)
            {
                weighted += _entries[i].Serving * (until - since).TotalSeconds;
                until = since;
            }
        }

        return weighted / (to - from).TotalSeconds;
    }
}
