namespace TopologyMirror.Pipeline;

/// <summary>How many instances served when, as far back as a late sample can ask.</summary>
internal sealed class ServingHistory
{
    private const int Kept = 256;

    private readonly List<(DateTimeOffset Time, int Serving)> _entries = [];

    public void Note(DateTimeOffset time, int serving)
    {
        if (_entries.Count == 0 || _entries[^1].Serving != serving)
        {
            _entries.Add((time, serving));
        }

        if (_entries.Count > Kept)
        {
            _entries.RemoveRange(0, Kept / 2);
        }
    }

    /// <summary>The number in force at a time; before the first note the first one: nothing better is known.</summary>
    public int At(DateTimeOffset time)
    {
        for (int i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].Time <= time)
            {
                return _entries[i].Serving;
            }
        }

        return _entries.Count > 0 ? _entries[0].Serving : 0;
    }
}
