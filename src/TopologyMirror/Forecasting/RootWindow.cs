namespace TopologyMirror.Forecasting;

/// <summary>The last roots of a series, gaps filled, by time counted in steps from its start.</summary>
internal sealed class RootWindow
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 4096;

    private const int Mask = Capacity - 1;

    private readonly double[] _roots = new double[Capacity];
    private readonly ulong[] _real = new ulong[Capacity / 64];

    /// <summary>Roots added so far.</summary>
    public int Count { get; private set; }

    /// <summary>Time of the oldest root that is kept.</summary>
    public int First => Math.Max(Count - Capacity, 0);

    public double this[int time] => _roots[time & Mask];

    public bool IsReal(int time) => (_real[(time & Mask) >> 6] >> time & 1) != 0;

    public void Add(double root, bool real)
    {
        _roots[Count & Mask] = root;
        Mark(Count, real);
        Count++;
    }

    /// <summary>Copies the roots from a time on.</summary>
    public void CopyTo(int time, Span<double> target)
    {
        int start = time & Mask;
        int first = Math.Min(target.Length, Capacity - start);
        _roots.AsSpan(start, first).CopyTo(target);
        _roots.AsSpan(0, target.Length - first).CopyTo(target[first..]);
    }

    public void Save(StateWriter writer)
    {
        writer.Int(Count);
        for (int time = First; time < Count; time++)
        {
            writer.Doubles([this[time]]);
        }

        foreach (ulong real in _real)
        {
            writer.Long((long)real);
        }
    }

    public void Load(ref StateReader reader)
    {
        Count = reader.Int(0, int.MaxValue);
        Span<double> root = stackalloc double[1];
        for (int time = First; time < Count && reader.Good; time++)
        {
            reader.Doubles(root);
            _roots[time & Mask] = root[0];
        }

        foreach (ref ulong real in _real.AsSpan())
        {
            real = (ulong)reader.Long();
        }
    }

    private void Mark(int time, bool real)
    {
        ulong bit = 1ul << (time & 63);
        ref ulong bits = ref _real[(time & Mask) >> 6];
        bits = real ? bits | bit : bits & ~bit;
    }
}
