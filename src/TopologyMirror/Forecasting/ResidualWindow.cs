namespace TopologyMirror.Forecasting;

/// <summary>The last residuals of one lead, kept both in order of arrival and sorted, so that a quantile costs no sort.</summary>
internal sealed class ResidualWindow(int capacity)
{
    private const int FewestInTail = 4;

    private readonly double[] _arrived = new double[capacity];
    private readonly double[] _sorted = new double[capacity];
    private int _oldest;

    public int Count { get; private set; }

    public void Add(double residual)
    {
        residual += 0.0; // −0 becomes 0: sorting must have one outcome.
        if (Count < _arrived.Length)
        {
            _arrived[Count] = residual;
            Insert(residual, Count);
            Count++;
            return;
        }

        int hole = Array.BinarySearch(_sorted, _arrived[_oldest]);
        _arrived[_oldest] = residual;
        _oldest = (_oldest + 1) % _arrived.Length;
        Replace(hole, residual);
    }

    /// <summary>Quantiles of the residuals at <paramref name="levels"/>. There must be at least one residual.</summary>
    /// <remarks>
    /// Order statistics at p(n + 1); where fewer of them lie beyond than a tail needs, an exponential tail with their mean excess
    /// (Pickands, Annals of Statistics 1975, with shape 0).
    /// </remarks>
    public void Quantiles(ReadOnlySpan<double> levels, Span<double> quantiles)
    {
        ReadOnlySpan<double> sorted = _sorted.AsSpan(0, Count);
        int tail = Math.Min(Math.Max(FewestInTail, Count / 20), Count - 1);
        double upper = MeanExcess(sorted, tail, fromAbove: true);
        double lower = MeanExcess(sorted, tail, fromAbove: false);
        for (int i = 0; i < levels.Length; i++)
        {
            double below = levels[i] * (Count + 1);
            double beyond = (1 - levels[i]) * (Count + 1);
            quantiles[i] = beyond < tail ? sorted[^(tail + 1)] + (upper * Math.Log((tail + 1) / beyond))
                : below < tail ? sorted[tail] - (lower * Math.Log((tail + 1) / below))
                : OrderStatistic(sorted, below - 1);
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Int(Count);
        writer.Int(_oldest);
        writer.Doubles(_arrived.AsSpan(0, Count));
    }

    public bool TryLoad(ref StateReader reader)
    {
        Count = reader.Int(0, _arrived.Length);
        _oldest = reader.Int(0, Count < _arrived.Length ? 0 : _arrived.Length - 1);
        reader.Doubles(_arrived.AsSpan(0, Count));
        _arrived.AsSpan(0, Count).CopyTo(_sorted);
        _sorted.AsSpan(0, Count).Sort();
        return reader.Good;
    }

    private static double OrderStatistic(ReadOnlySpan<double> sorted, double position)
    {
        int index = Math.Clamp((int)position, 0, sorted.Length - 1);
        int next = Math.Min(index + 1, sorted.Length - 1);
        return sorted[index] + (Math.Clamp(position - index, 0, 1) * (sorted[next] - sorted[index]));
    }

    private static double MeanExcess(ReadOnlySpan<double> sorted, int tail, bool fromAbove)
    {
        double threshold = fromAbove ? sorted[^(tail + 1)] : sorted[tail];
        double sum = 0;
        for (int i = 0; i < tail; i++)
        {
            sum += Math.Abs((fromAbove ? sorted[^(i + 1)] : sorted[i]) - threshold);
        }

        return tail == 0 ? 0 : sum / tail;
    }

    private int FirstAbove(double value, int count)
    {
        int low = 0;
        int high = count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_sorted[middle] > value)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private void Insert(double value, int count)
    {
        int at = FirstAbove(value, count);
        Array.Copy(_sorted, at, _sorted, at + 1, count - at);
        _sorted[at] = value;
    }

    private void Replace(int hole, double value)
    {
        int at = FirstAbove(value, _sorted.Length);
        if (at > hole)
        {
            Array.Copy(_sorted, hole + 1, _sorted, hole, at - hole - 1);
            _sorted[at - 1] = value;
        }
        else
        {
            Array.Copy(_sorted, at, _sorted, at + 1, hole - at);
            _sorted[at] = value;
        }
    }
}
