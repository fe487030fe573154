namespace TopologyMirror.Forecasting;

/// <summary>
/// Simple exponential smoothing of a series that may be negative, with the smoothing constant and the weight of the level chosen per
/// lead by discounted absolute error, and with empirical residual quantiles per lead.
/// </summary>
/// <remarks>
/// Smoothing: Brown, "Statistical Forecasting for Inventory Control", 1959; over gaps: Wright, "Forecasting data published at irregular
/// time intervals", Management Science 1986. Choosing by discounted past error: Cesa-Bianchi and Lugosi, "Prediction, Learning, and
/// Games", 2006, chapter 2 (follow the leader). Memory does not grow with the series.
/// </remarks>
internal sealed class LeadwiseSmoother
{
    private const double ErrorMemory = 0.998;

    private readonly double[] _constants;
    private readonly double[] _weights;
    private readonly double[] _levels;
    private readonly int[] _leads;

    // Levels of the last steps, a row per step; a row that begins with NaN belongs to a step without a sample.
    private readonly double[] _past;
    private readonly double[] _errors;
    private readonly int[] _best;
    private readonly LeadResiduals _residuals;
    private int _time;
    private int _sinceSample;

    /// <param name="constants">Smoothing constants to choose from, in (0, 1].</param>
    /// <param name="weights">Weights of the level to choose from, in [0, 1]; the first one is used until there are errors to compare.</param>
    /// <param name="longestLead">Longest lead to learn, in steps.</param>
    /// <param name="step">Step of the grid.</param>
    public LeadwiseSmoother(double[] constants, double[] weights, int longestLead, TimeSpan step)
    {
        _constants = constants;
        _weights = weights;
        _levels = new double[constants.Length];
        _leads = LeadGrid.UpTo(longestLead);
        _past = new double[(_leads[^1] + 1) * constants.Length];
        _errors = new double[_leads.Length * constants.Length * weights.Length];
        _best = new int[_leads.Length];
        _residuals = new LeadResiduals(_leads, step);
        Array.Fill(_past, double.NaN);
    }

    /// <summary>Samples learnt.</summary>
    public int Samples { get; private set; }

    private int Choices => _constants.Length * _weights.Length;

    /// <summary>Learns the next step.</summary>
    /// <param name="value">The value; NaN when there is none.</param>
    /// <param name="atLeast">The value is only a lower bound of the true one.</param>
    public void Observe(double value, bool atLeast = false)
    {
        if (!double.IsNaN(value))
        {
            LearnErrors(value, atLeast);
            LearnLevels(value, atLeast);
            Samples++;
        }

        Span<double> row = Row(_time);
        _levels.CopyTo(row);
        row[0] = double.IsNaN(value) ? double.NaN : row[0];
        _sinceSample = double.IsNaN(value) ? Math.Min(_sinceSample + 1, LeadGrid.Longest) : 0;
        _time++;
    }

    /// <summary>The distribution of the next steps: a centre, and quantiles as offsets from it.</summary>
    /// <param name="steps">How many steps.</param>
    /// <returns>What to ask for the rows.</returns>
    public LeadTable Forecast(int steps)
    {
        var table = new LeadTable(_leads, steps + _sinceSample, _sinceSample);
        for (int i = 0; i < table.Nodes; i++)
        {
            int best = _best[i];
            table.SetCentre(i, _weights[best % _weights.Length] * _levels[best / _weights.Length]);
            if (!_residuals.TryQuantiles(i, table.OffsetsAt(i)))
            {
                table.ExtendOffsets(i);
            }
        }

        return table;
    }

    public void Save(StateWriter writer)
    {
        writer.Int(_time);
        writer.Int(_sinceSample);
        writer.Int(Samples);
        writer.Doubles(_levels);
        writer.Doubles(_past);
        writer.Doubles(_errors);
        foreach (int best in _best)
        {
            writer.Int(best);
        }

        _residuals.Save(writer);
    }

    public bool TryLoad(ref StateReader reader)
    {
        _time = reader.Int(0, int.MaxValue);
        _sinceSample = reader.Int(0, LeadGrid.Longest);
        Samples = reader.Int(0, _time);
        reader.Doubles(_levels);
        reader.Doubles(_past);
        reader.Doubles(_errors);
        for (int i = 0; i < _best.Length; i++)
        {
            _best[i] = reader.Int(0, Choices - 1);
        }

        return _residuals.TryLoad(ref reader);
    }

    private Span<double> Row(int time)
    {
        int width = _constants.Length;
        return _past.AsSpan(time % (_past.Length / width) * width, width);
    }

    private void LearnErrors(double value, bool atLeast)
    {
        for (int i = 0; i < _leads.Length && _leads[i] <= _time; i++)
        {
            if (!_residuals.Takes(i, _time))
            {
                continue;
            }

            ReadOnlySpan<double> then = Row(_time - _leads[i]);
            if (double.IsNaN(then[0]))
            {
                continue;
            }

            // Of a bound only the part above the forecast is known: how far the truth was above it at least.
            double residual = value - (_weights[_best[i] % _weights.Length] * then[_best[i] / _weights.Length]);
            if (!atLeast || residual > 0)
            {
                _residuals.Add(i, residual);
            }

            if (!atLeast)
            {
                Choose(i, value, then);
            }
        }
    }

    private void Choose(int lead, double value, ReadOnlySpan<double> then)
    {
        Span<double> errors = _errors.AsSpan(lead * Choices, Choices);
        int best = 0;
        for (int c = 0, k = 0; c < then.Length; c++)
        {
            for (int w = 0; w < _weights.Length; w++, k++)
            {
                errors[k] = (ErrorMemory * errors[k]) + Math.Abs(value - (_weights[w] * then[c]));
                best = errors[k] < errors[best] ? k : best;
            }
        }

        _best[lead] = best;
    }

    private void LearnLevels(double value, bool atLeast)
    {
        for (int i = 0; i < _levels.Length; i++)
        {
            // The first samples are averaged; after a gap the new sample counts as much as if the gap had held it.
            double kept = Math.Min(1 - _constants[i], Samples / (Samples + 1.0));
            kept = _sinceSample == 0 ? kept : Math.Pow(kept, _sinceSample + 1);
            double target = atLeast && Samples > 0 ? Math.Max(value, _levels[i]) : value;
            _levels[i] += (1 - kept) * (target - _levels[i]);
        }
    }
}
