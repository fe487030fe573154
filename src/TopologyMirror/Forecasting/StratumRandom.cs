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

    /// <summary>The next number.</summary>
    public double Next()
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (unchecked(_state * 0x2545F4914F6CDD1DUL) >> 11) * (1.0 / (1UL << 53));
    }
}
