namespace TopologyMirror.Forecasting;

/// <summary>Damped Holt-Winters smoothing with additive season, once for each of several sets of constants.</summary>
/// <remarks>
/// <para>Holt, "Forecasting seasonals and trends by exponentially weighted moving averages", 1957; Winters, Management Science 1960;
/// Gardner and McKenzie, Management Science 1985; in the form that corrects errors: Hyndman, Koehler, Ord and Snyder, "Forecasting with
/// Exponential Smoothing", 2008. Over gaps as it expects: Wright, Management Science 1986.</para>
/// <para>Level and season start as the first season's mean and what deviates from it; in the first seasons a phase of the season is the
/// mean of what was seen of it.</para>
/// </remarks>
internal sealed class DampedBank
{
    private const int MostSeasons = 1000;

    private readonly DampedParameters[] _parameters;
    private readonly double[] _levels;
    private readonly double[] _trends;

    // A row of all sets per phase; without a season one row of zeros.
    private readonly double[] _season;
    private readonly int _length;
    private int _phase;
    private int _seasons;

    /// <param name="length">Steps per season; 0 for none.</param>
    /// <param name="parameters">The sets.</param>
    public DampedBank(int length, DampedParameters[] parameters)
    {
        _length = Math.Max(length, 1);
        HasSeason = length > 0;
        _parameters = parameters;
        _levels = new double[parameters.Length];
        _trends = new double[parameters.Length];
        _season = new double[_length * parameters.Length];
    }

    public int Count => _parameters.Length;

    /// <summary>Whether the first season is over.</summary>
    public bool Ready => _seasons > 0;

    private bool HasSeason { get; }

    /// <summary>Starts from a known state.</summary>
    /// <param name="level">Level of every set.</param>
    /// <param name="trend">Trend of every set.</param>
    /// <param name="season">Season of every set, beginning with the next step; empty for none.</param>
    /// <param name="seasons">Seasons that it was learnt from.</param>
    public void Begin(double level, double trend, ReadOnlySpan<double> season, int seasons)
    {
        Array.Fill(_levels, level);
        Array.Fill(_trends, trend);
        for (int i = 0; i < season.Length; i++)
        {
            Array.Fill(_season, season[i], i * Count, Count);
        }

        (_phase, _seasons) = (0, seasons);
    }

    /// <summary>Learns the next value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="real">Whether it is one; otherwise the step passes as expected.</param>
    public void Observe(double value, bool real)
    {
        if (!Ready)
        {
            Collect(value);
        }
        else
        {
            Span<double> season = _season.AsSpan(_phase * Count, Count);
            double fewest = 1.0 / (_seasons + 1);
            for (int i = 0; i < Count; i++)
            {
                (double level, double trend, double share, double damping) = _parameters[i];
                double damped = damping * _trends[i];
                double error = real ? value - (_levels[i] + damped + season[i]) : 0;
                _levels[i] += damped + (level * error);
                _trends[i] = damped + (trend * error);
                season[i] += HasSeason ? Math.Max(share, Math.Min(fewest, 1 - level)) * error : 0;
            }
        }

        if (++_phase == _length)
        {
            _phase = 0;
            _seasons = Math.Min(_seasons + 1, MostSeasons);
        }
    }

    /// <summary>What each set forecasts at a lead.</summary>
    /// <param name="lead">From 1.</param>
    /// <param name="centres">Filled.</param>
    public void Fill(int lead, Span<double> centres)
    {
        ReadOnlySpan<double> season = _season.AsSpan((_phase + lead - 1) % _length * Count, Count);
        (double damping, double sum) = (double.NaN, 0);
        for (int i = 0; i < Count; i++)
        {
            // Neighbouring sets share their damping.
            if (!_parameters[i].Damping.Equals(damping))
            {
                damping = _parameters[i].Damping;
                sum = Damped(damping, lead);
            }

            centres[i] = _levels[i] + (sum * _trends[i]) + season[i];
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Int(_phase);
        writer.Int(_seasons);
        writer.Doubles(_levels);
        writer.Doubles(_trends);
        writer.Doubles(_season);
    }

    public void Load(ref StateReader reader)
    {
        _phase = reader.Int(0, _length - 1);
        _seasons = reader.Int(0, MostSeasons);
        reader.Doubles(_levels);
        reader.Doubles(_trends);
        reader.Doubles(_season);
    }

    // The trend that is left after so many steps, summed up.
    private static double Damped(double damping, int lead)
    {
        if (lead == 1)
        {
            return damping;
        }

        return damping.Equals(1.0) ? lead : damping * (1 - Math.Pow(damping, lead)) / (1 - damping);
    }

    private void Collect(double value)
    {
        _season.AsSpan(_phase * Count, Count).Fill(value);
        if (_phase < _length - 1)
        {
            return;
        }

        // From the first value on: the sum of many large ones would lose digits.
        double first = _season[0];
        double mean = 0;
        for (int i = 0; i < _length; i++)
        {
            mean += (_season[i * Count] - first) / _length;
        }

        mean += first;
        Array.Fill(_levels, mean);
        for (int i = 0; i < _season.Length; i++)
        {
            _season[i] -= mean;
        }
    }
}
