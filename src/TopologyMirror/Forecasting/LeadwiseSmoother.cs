namespace TopologyMirror.Forecasting;

/// <summary>
/// Simple exponential smoothing of a series that may be negative, with the smoothing constant and the weight of the level chosen per
/// lead by discounted absolute error, and with empirical residual quantiles per lead.
/// </summary>
/// <remarks>
/// Smoothing: Brown, "Statistical Forecasting for Inventory Control", 1959; over gaps: Wright, "Forecasting data published at irregular
/// time intervals", Management Science 1986. Memory does not grow with the series.
/// </remarks>
internal sealed class LeadwiseSmoother
{
    private readonly double[] _constants;
    private readonly double[] _levels;
    private readonly int[] _leads;

    // Levels of the last steps, a row per step; a row that begins with NaN belongs to a step without a sample.
    private readonly double[] _past;
    private readonly LeadChoices _choices;
    private readonly LeadResiduals _residuals;
    private readonly ResidualScale _scale;
    private int _time;
    private int _sinceSample;

    /// <param name="constants">Smoothing constants to choose from, in (0, 1].</param>
    /// <param name="weights">Weights of the level to choose from, in [0, 1]; the first one is used until there are errors to compare.</param>
    /// <param name="longestLead">Longest lead to learn, in steps.</param>
    /// <param name="step">Step of the grid.</param>
    public LeadwiseSmoother(double[] constants, double[] weights, int longestLead, TimeSpan step)
    {
        _constants = constants;
        _levels = new double[constants.Length];
        _leads = LeadGrid.UpTo(longestLead);
        _past = new double[(_leads[^1] + 1) * constants.Length];
        _choices = new LeadChoices(_leads.Length, constants.Length, weights);
        _residuals = new LeadResiduals(_leads, step);
        _scale = new ResidualScale(_leads[^1]);
        Array.Fill(_past, double.NaN);
    }

    /// <summary>Samples learnt.</summary>
    public int Samples { get; private set; }

    /// <summary>Learns the next step.</summary>
    /// <param name="value">The value; NaN when there is none.</param>
    /// <param name="atLeast">The value is only a lower bound of the true one.</param>
    public void Observe(double value, bool atLeast = false)
    {
        if (!double.IsNaN(value))
        {
            LearnScale(value, atLeast);
            LearnErrors(value, atLeast);
            LearnLevels(value, atLeast);
            Samples++;
        }

        _scale.Mark(_time);
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
            table.SetCentre(i, _choices.Predict(i, _levels));
            if (!_residuals.TryQuantiles(i, _scale.Now, table.OffsetsAt(i)))
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
        _choices.Save(writer);
        _scale.Save(writer);
        _residuals.Save(writer);
    }

    public bool TryLoad(ref StateReader reader)
    {
        _time = reader.Int(0, int.MaxValue);
        _sinceSample = reader.Int(0, LeadGrid.Longest);
        Samples = reader.Int(0, _time);
        reader.Doubles(_levels);
        reader.Doubles(_past);
        _choices.Load(ref reader);
        _scale.Load(ref reader);
        return _residuals.TryLoad(ref reader);
    }

    private Span<double> Row(int time)
    {
        int width = _constants.Length;
        return _past.AsSpan(time % (_past.Length / width) * width, width);
    }

    private void LearnScale(double value, bool atLeast)
    {
        double error = value - _choices.Predict(0, _levels);
        if (Samples > 0 && (!atLeast || error > 0))
        {
            _scale.Learn(error);
        }
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
            double residual = value - _choices.Predict(i, then);
            if (!atLeast || residual > 0)
            {
                _residuals.Add(i, _scale.Relative(residual, _time - _leads[i]));
            }

            if (!atLeast)
            {
                _choices.Learn(i, value, then);
            }
        }
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
