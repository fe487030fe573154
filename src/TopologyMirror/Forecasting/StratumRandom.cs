namespace TopologyMirror.Forecasting;

/// <summary>Numbers in [0, 1) that are a function of a seed, fast: xorshift64* of Vigna, ACM Transactions on Mathematical Software 2016.</summary>
internal struct StratumRandom
{
    private ulong _state;

    public StratumRandom(int seed)
    {
        // The state is never zero, and neighbouring seeds are far apart.
        _state = unchecked(((ulong)(uint)seed + 1) * 0x9E3779B97F4A7C15UL);
    }

    /// <summary>One probability from each of as many equally wide strata as there is room for, rising.</summary>
    /// <param name="rising">Filled; each is between 0 and 1, exclusive.</param>
    public void Fill(Span<double> rising)
    {
        for (int i = 0; i < rising.Length; i++)
        {
            rising[i] = Math.Clamp((i + Next()) / rising.Length, 1e-9, 1 - 1e-9);
        }
    }

    /// <summary>The next number.</summary>
    public double Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (unchecked(_state * 0x2545F4914F6CDD1DUL) >> 11) * (1.0 / (1UL << 53));
    }
}
