namespace TopologyMirror.Forecasting;

/// <summary>Forecasts of one lead that wait for their outcome: records of a fixed length, first in, first out.</summary>
internal sealed class PendingForecasts(int capacity, int length)
{
    private readonly double[] _records = new double[capacity * length];
    private readonly int[] _due = new int[capacity];
    private int _first;

    /// <summary>Numbers of a record.</summary>
    public int Length => length;

    public int Count { get; private set; }

    public bool IsFull => Count == capacity;

    /// <summary>Adds a record, to be filled.</summary>
    public Span<double> Add(int due)
    {
        int slot = (_first + Count) % capacity;
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
            _first = (_first + 1) % capacity;
            Count--;
        }

        return due;
    }

    public void Save(StateWriter writer)
    {
        writer.Int(Count);
        for (int i = 0; i < Count; i++)
        {
            int slot = (_first + i) % capacity;
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
}
