namespace TopologyMirror.Metrics;

/// <summary>
/// The samples of one load metric on a regular grid, oldest first, gaps marked. It describes demand, not instances, so it survives
/// promotions.
/// </summary>
/// <remarks>Not thread-safe: one writer, and no reader beside it.</remarks>
public sealed class LoadHistory
{
    /// <summary>Steps kept when nothing else is said: four weeks of minutes.</summary>
    public const int DefaultCapacity = 28 * 24 * 60;

    private readonly string _what;
    private readonly int _capacity;
    private readonly List<double> _values = [];
    private readonly List<SampleTags> _tags = [];

    /// <summary>Creates an empty history.</summary>
    /// <param name="what">What the samples are of, for messages.</param>
    /// <param name="step">Step of the grid; positive.</param>
    /// <param name="capacity">How many steps are kept at least; the oldest are dropped beyond. At least 2.</param>
    public LoadHistory(string what, TimeSpan step, int capacity = DefaultCapacity)
    {
        ArgumentException.ThrowIfNullOrEmpty(what);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(step, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _what = what;
        Step = step;
        _capacity = capacity;
    }

    /// <summary>Step of the grid.</summary>
    public TimeSpan Step { get; }

    /// <summary>Steps held, gaps included.</summary>
    public int Count => _values.Count;

    /// <summary>Start of the oldest step, inclusive. Meaningless while <see cref="Count"/> is 0.</summary>
    public DateTimeOffset Start { get; private set; }

    /// <summary>End of the newest step, exclusive: the first instant that nothing is known of.</summary>
    public DateTimeOffset End => Start + (Count * Step);

    /// <summary>Steps without a sample.</summary>
    public int Gaps { get; private set; }

    /// <summary>Samples that repeated a step.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Grows whenever a step that was already there changes: whoever learnt from it must learn anew.</summary>
    public long Revision { get; private set; }

    /// <summary>Value of the step at <paramref name="index"/>, counted from the oldest; <see cref="double.NaN"/> for a gap.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public double ValueAt(int index) => _values[index];

    /// <summary>Tags of the step at <paramref name="index"/>, counted from the oldest.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public SampleTags TagsAt(int index) => _tags[index];

    /// <summary>Start of the step at <paramref name="index"/>, counted from the oldest.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    public DateTimeOffset TimeAt(int index) => Start + (index * Step);

    /// <summary>The newest step that holds a sample; null when there is none.</summary>
    public LoadSample? Newest
    {
        get
        {
            for (int i = Count - 1; i >= 0; i--)
            {
                if (!double.IsNaN(_values[i]))
                {
                    return new LoadSample(TimeAt(i), _values[i], _tags[i]);
                }
            }

            return null;
        }
    }

    /// <summary>Takes one sample in, wherever on the grid it belongs. Its time is rounded down to the grid of the first sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="InvalidLoadException">The value is not finite or is negative; the history is unchanged.</exception>
    public HistoryChange Add(LoadSample sample)
    {
        if (!double.IsFinite(sample.Value) || sample.Value < 0)
        {
            throw new InvalidLoadException(_what, sample.Value, sample.Time);
        }

        if (Count == 0)
        {
            Start = sample.Time;
            Append(sample.Value, sample.Tags);
            return HistoryChange.Appended;
        }

        long index = FloorDivide((sample.Time - Start).Ticks, Step.Ticks);
        if (index < 0)
        {
            return HistoryChange.TooOld;
        }

        return index < Count ? Replace((int)index, sample) : AppendAfterGap(index - Count, sample);
    }

    /// <summary>Marks what lies in [<paramref name="from"/>, <paramref name="to"/>) as not to be learnt as it stands.</summary>
    /// <param name="from">Start, inclusive.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="tags">Tags to add.</param>
    /// <returns>Number of steps whose tags changed.</returns>
    public int Tag(DateTimeOffset from, DateTimeOffset to, SampleTags tags)
    {
        int changed = 0;
        for (int i = 0; i < Count; i++)
        {
            DateTimeOffset time = TimeAt(i);
            if (time >= from && time < to && (_tags[i] | tags) != _tags[i])
            {
                _tags[i] |= tags;
                changed++;
            }
        }

        Revision += changed > 0 ? 1 : 0;
        return changed;
    }

    private static long FloorDivide(long value, long divisor) =>
        (value / divisor) - (value % divisor < 0 ? 1 : 0);

    private HistoryChange Replace(int index, LoadSample sample)
    {
        if (double.IsNaN(_values[index]))
        {
            Gaps--;
            Set(index, sample);
            return HistoryChange.Filled;
        }

        Duplicates++;
        if (_values[index].Equals(sample.Value) && _tags[index] == sample.Tags)
        {
            return HistoryChange.Unchanged;
        }

        Set(index, sample);
        return HistoryChange.Corrected;
    }

    private void Set(int index, LoadSample sample)
    {
        _values[index] = sample.Value;
        _tags[index] = sample.Tags;
        Revision++;
    }

    private HistoryChange AppendAfterGap(long missing, LoadSample sample)
    {
        if (missing >= _capacity)
        {
            // Nothing of what is held would be kept: begin anew rather than write a capacity of gaps.
            _values.Clear();
            _tags.Clear();
            Gaps = 0;
            Revision++;
            Start = sample.Time;
        }
        else
        {
            for (long i = 0; i < missing; i++)
            {
                Append(double.NaN, SampleTags.None);
                Gaps++;
            }
        }

        Append(sample.Value, sample.Tags);
        return HistoryChange.Appended;
    }

    private void Append(double value, SampleTags tags)
    {
        _values.Add(value);
        _tags.Add(tags);

        // Dropping in blocks keeps the cost of one sample constant on average.
        int surplus = _values.Count - _capacity;
        if (surplus >= Math.Max(_capacity / 4, 1))
        {
            for (int i = 0; i < surplus; i++)
            {
                Gaps -= double.IsNaN(_values[i]) ? 1 : 0;
            }

            _values.RemoveRange(0, surplus);
            _tags.RemoveRange(0, surplus);
            Start += surplus * Step;
        }
    }
}
