namespace TopologyMirror.Forecasting;

/// <summary>
/// The distribution of residuals, the recent ones weighing most, in a fixed number of bins that are the wider the farther out they lie.
/// </summary>
/// <remarks>
/// It begins with four that nobody saw, so that a few alike ones are not taken for all that can come: they soon count next to nothing.
/// A quantile lies between the means of neighbouring bins; beyond the last twentieth it has an exponential tail with the mean excess
/// (Pickands, Annals of Statistics 1975, with shape 0).
/// </remarks>
internal sealed class ResidualSketch
{
    private const int PerSide = 24;
    private const int Bins = 2 * PerSide;
    private const float Kept = 0.9995f;
    private const int MostUnread = 96;
    private const float LargestUnit = 1e6f;
    private const float Farthest = 1e9f;
    private const double Offset = 0.26;
    private const int BitsPerBin = 50;
    private const double TailShare = 0.05;
    private const double FewestInTail = 4;
    private const double FarOut = 2;

    // Near the quintiles of a Laplace distribution with a mean size of 1.
    private static readonly double[] Assumed = [-1.6, -0.5, 0.5, 1.6];

    private static readonly long OffsetBits = BitConverter.DoubleToInt64Bits(Offset) >> BitsPerBin;

    private readonly float[] _weights = new float[Bins];
    private readonly float[] _sums = new float[Bins];
    private readonly double[] _quantiles = new double[QuantileLevels.Shared.Length];

    private float _unit = 1;
    private int _nextRefresh;

    public ResidualSketch()
    {
        foreach (double residual in Assumed)
        {
            Put(residual);
        }

        Refresh();
    }

    /// <summary>How often the quantiles were refreshed.</summary>
    public int Version { get; private set; }

    /// <summary>Residuals added.</summary>
    public int Count { get; private set; }

    /// <summary>Quantiles at the standard levels, as of the last time that they were refreshed.</summary>
    public ReadOnlySpan<double> Quantiles => _quantiles;

    /// <summary>Adds a residual.</summary>
    public void Add(double residual)
    {
        Put(residual);
        Count = Math.Min(Count + 1, int.MaxValue - 1);

        // Newer ones weigh more, which is the same as letting older ones fade; now and then all are brought back.
        _unit /= Kept;
        if (_unit > LargestUnit)
        {
            Renormalise();
        }

        // What lies far beyond all that was thought possible is told at once.
        if (Count >= _nextRefresh || Math.Abs(residual) > FarOut * Math.Max(_quantiles[^1], -_quantiles[0]))
        {
            _nextRefresh = Count + Math.Clamp(Count / 8, 1, MostUnread);
            Version = Math.Min(Version + 1, int.MaxValue - 1);
            Refresh();
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Int(Count);
        writer.Int(_nextRefresh);
        writer.Int(Version);
        writer.Doubles(_quantiles);
        writer.Doubles([_unit]);
        for (int i = 0; i < Bins; i++)
        {
            writer.Doubles([_weights[i], _sums[i]]);
        }
    }

    public void Load(ref StateReader reader)
    {
        Span<double> bin = stackalloc double[2];
        Count = reader.Int(0, int.MaxValue - 1);
        _nextRefresh = reader.Int(0, int.MaxValue);
        Version = reader.Int(0, int.MaxValue);
        reader.Doubles(_quantiles);
        reader.Doubles(bin[..1]);
        _unit = (float)bin[0];
        for (int i = 0; i < Bins; i++)
        {
            reader.Doubles(bin);
            (_weights[i], _sums[i]) = ((float)bin[0], (float)bin[1]);
        }
    }

    private void Put(double residual)
    {
        // The exponent and two bits of the mantissa: four bins an octave.
        long step = (BitConverter.DoubleToInt64Bits(Math.Abs(residual) + Offset) >> BitsPerBin) - OffsetBits;
        int bin = (int)Math.Min(step, PerSide - 1);
        int at = residual < 0 ? PerSide - 1 - bin : PerSide + bin;
        _weights[at] += _unit;
        _sums[at] += _unit * (float)Math.Clamp(residual, -Farthest, Farthest);
    }

    private void Renormalise()
    {
        for (int i = 0; i < Bins; i++)
        {
            _weights[i] /= _unit;
            _sums[i] /= _unit;
        }

        _unit = 1;
    }

    private void Refresh()
    {
        double unit = _unit;
        Span<double> ranks = stackalloc double[Bins];
        Span<double> means = stackalloc double[Bins];
        Span<double> masses = stackalloc double[Bins];
        int used = 0;
        double total = 0;
        for (int i = 0; i < Bins; i++)
        {
            double weight = _weights[i] / unit;
            if (weight > 1e-4)
            {
                ranks[used] = total + (0.5 * weight);
                means[used] = _sums[i] / _weights[i];
                masses[used++] = weight;
                total += weight;
            }
        }

        double tail = Math.Min(Math.Max(FewestInTail, total * TailShare), 0.4 * total);
        double upperEdge = At(ranks[..used], means[..used], total - tail);
        double lowerEdge = At(ranks[..used], means[..used], tail);
        double upper = 0;
        double lower = 0;
        for (int i = 0; i < used; i++)
        {
            upper += masses[i] * Math.Max(means[i] - upperEdge, 0) / tail;
            lower += masses[i] * Math.Max(lowerEdge - means[i], 0) / tail;
        }

        for (int k = 0; k < _quantiles.Length; k++)
        {
            double below = QuantileLevels.Shared[k] * (total + 1);
            double beyond = (1 - QuantileLevels.Shared[k]) * (total + 1);
            _quantiles[k] = beyond < tail ? upperEdge + (upper * Math.Log((tail + 1) / beyond))
                : below < tail ? lowerEdge - (lower * Math.Log((tail + 1) / below))
                : At(ranks[..used], means[..used], below - 0.5);
        }
    }

    private static double At(ReadOnlySpan<double> ranks, ReadOnlySpan<double> means, double rank)
    {
        int above = 0;
        while (above < ranks.Length && ranks[above] < rank)
        {
            above++;
        }

        if (above == 0 || above == ranks.Length)
        {
            return means[Math.Min(above, ranks.Length - 1)];
        }

        double share = (rank - ranks[above - 1]) / (ranks[above] - ranks[above - 1]);
        return means[above - 1] + (share * (means[above] - means[above - 1]));
    }
}
