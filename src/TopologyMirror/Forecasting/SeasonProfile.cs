namespace TopologyMirror.Forecasting;

/// <summary>
/// The usual deviation from a season's mean, phase by phase: running averages over seasons of what a centred moving average leaves,
/// smoothed over neighbouring phases where seasons are few, and shrunk by how well they told the next season.
/// </summary>
/// <remarks>
/// Classical decomposition, made incremental: Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, section
/// 3.4; a centred average is known half a season late, which is early enough for the next season.
/// </remarks>
internal sealed class SeasonProfile
{
    private const double Memory = 0.1;
    private const double ShrinkMemory = 0.998;
    private const int MostSeen = 1000;

    // A season that the window holds only a few times is smoothed over neighbouring phases; one that it holds often must not be: what
    // happens at the full hour would be smeared.
    private const int RarelySeen = RootWindow.Capacity / 4;
    private const int Neighbours = 144;

    private readonly double[] _profile;
    private readonly ushort[] _seen;
    private readonly int _reach;
    private double _sum;
    private int _summed;
    private double _product;
    private double _square;
    private double _share;
    private int _time;
    private int _phase;

    public SeasonProfile(int length)
    {
        Length = length;
        _profile = new double[length];
        _seen = new ushort[length];
        _reach = length > RarelySeen ? length / Neighbours : 0;
    }

    /// <summary>Steps per season.</summary>
    public int Length { get; }

    /// <summary>The deviation expected at a time; 0 where nothing is known.</summary>
    public double At(int time)
    {
        // No division: times asked for lie within a few seasons of the newest.
        int phase = _phase + time - _time;
        while (phase >= Length)
        {
            phase -= Length;
        }

        while (phase < 0)
        {
            phase += Length;
        }

        return _share * _profile[phase];
    }

    /// <summary>Learns from a window.</summary>
    /// <param name="window">The roots.</param>
    /// <param name="time">Time of the newest.</param>
    /// <param name="centre">A root near all of them, so that sums of deviations from it lose no digits.</param>
    /// <param name="without">What is taken off before, if anything.</param>
    public void Observe(RootWindow window, int time, double centre, SeasonProfile? without)
    {
        _time = time;
        _phase = time % Length;
        _sum += window[time] - centre;
        _summed++;
        if (_summed > Length)
        {
            _sum -= window[time - Length] - centre;
            _summed--;
        }

        if (_summed < Length)
        {
            return;
        }

        // Sums drift by rounding; once a season they are made anew.
        if (time % Length == 0)
        {
            _sum = 0;
            for (int i = 0; i < Length; i++)
            {
                _sum += window[time - i] - centre;
            }
        }

        int middle = time - (Length / 2);
        if (middle - _reach < window.First || !window.IsReal(middle))
        {
            return;
        }

        double local = 0;
        for (int i = -_reach; i <= _reach; i++)
        {
            local += window[middle + i] - centre;
        }

        double deviation = (local / ((2 * _reach) + 1)) - (_sum / Length) - (without?.At(middle) ?? 0);
        int phase = middle % Length;
        if (_seen[phase] > 0)
        {
            _product = (ShrinkMemory * _product) + (deviation * _profile[phase]);
            _square = (ShrinkMemory * _square) + (_profile[phase] * _profile[phase]);
            _share = _square > 0 ? Math.Clamp(_product / _square, 0, 1) : 0;
        }

        _seen[phase] = (ushort)Math.Min(_seen[phase] + 1, MostSeen);
        _profile[phase] += Math.Max(1.0 / _seen[phase], Memory) * (deviation - _profile[phase]);
    }

    public void Save(StateWriter writer)
    {
        writer.Doubles(_profile);
        writer.Doubles([_sum, _product, _square, _share]);
        writer.Int(_time);
        writer.Int(_summed);
        foreach (ushort seen in _seen)
        {
            writer.Int(seen);
        }
    }

    public void Load(ref StateReader reader)
    {
        Span<double> sums = stackalloc double[4];
        reader.Doubles(_profile);
        reader.Doubles(sums);
        (_sum, _product, _square, _share) = (sums[0], sums[1], sums[2], sums[3]);
        _time = reader.Int(0, int.MaxValue);
        _phase = _time % Length;
        _summed = reader.Int(0, Length);
        for (int i = 0; i < _seen.Length; i++)
        {
            _seen[i] = (ushort)reader.Int(0, MostSeen);
        }
    }
}
