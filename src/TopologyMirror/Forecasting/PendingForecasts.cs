namespace TopologyMirror.Forecasting;

/// <summary>Forecasts of one lead that wait for their outcome: records of a fixed length, first in, first out.</summary>
internal sealed class PendingForecasts(int capacity, int length)
{
    private const int FewestSlots = 3;

    // Few are pending at a time once a series is old: room is made when it is needed.
    private double[] _records = new double[Math.Min(capacity, FewestSlots) * length];
    private int[] _due = new int[Math.Min(capacity, FewestSlots)];
    private int _first;

    /// <summary>Numbers of a record.</summary>
    public int Length => length;

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    /// <summary>Adds a record, to be filled.</summary>
    public Span<double> Add(int due)
    {
        if (Count == _due.Length)
        {
            Grow();
        }

        int slot = (_first + Count) % _due.Length;
        _due[slot] = due;
        Count++;
        return _records.AsSpan(slot * length, length);
    }

    /// <summary>Takes the record that is due, if there is one.</summary>
    public bool TryTake(int now, out ReadOnlySpan<double> record)
    {
        bool due = Count > 0 && _due[_first] == now;
        record = due ? _records.AsSpan(_first * length, length) : default;
        if (due)
        {
            _first = (_first + 1) % _due.Length;
            Count--;
        }

        return due;
    }

    public void Save(StateWriter writer)
    {
        writer.Int(Count);
        for (int i = 0; i < Count; i++)
        {
            int slot = (_first + i) % _due.Length;
            writer.Int(_due[slot]);
            writer.Doubles(_records.AsSpan(slot * length, length));
        }
    }

    public void Load(ref StateReader reader)
    {
        int count = reader.Int(0, capacity);
        for (int i = 0; i < count && reader.Good; i++)
        {
            int due = reader.Int(0, int.MaxValue);
            reader.Doubles(Add(due));
        }
    }

    private void Grow()
    {
        int slots = Math.Min(2 * _due.Length, capacity);
        double[] records = new double[slots * length];
        int[] due = new int[slots];
        for (int i = 0; i < Count; i++)
        {
            int slot = (_first + i) % _due.Length;
            due[i] = _due[slot];
            _records.AsSpan(slot * length, length).CopyTo(records.AsSpan(i * length));
        }

        (_records, _due, _first) = (records, due, 0);
    }
}
