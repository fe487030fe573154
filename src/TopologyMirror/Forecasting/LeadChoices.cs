namespace TopologyMirror.Forecasting;

/// <summary>
/// Which of several levels to follow at each lead, and with what weight: the pair that has had the least discounted absolute error.
/// </summary>
/// <remarks>
/// Following the best expert: Cesa-Bianchi and Lugosi, "Prediction, Learning, and Games", 2006. Absolute errors, because quantiles are
/// wanted, and because squares of large loads overflow.
/// </remarks>
internal sealed class LeadChoices(int leads, int levels, double[] weights)
{
    private const double Memory = 0.998;

    private readonly double[] _errors = new double[leads * levels * weights.Length];
    private readonly int[] _best = new int[leads];

    private int Pairs => levels * weights.Length;

    /// <summary>What is forecast at a lead from these levels. Without errors to compare: the first weight of the first level.</summary>
    public double Predict(int lead, ReadOnlySpan<double> from) =>
        weights[_best[lead] % weights.Length] * from[_best[lead] / weights.Length];

    /// <summary>Learns what each pair would have been wrong by.</summary>
    public void Learn(int lead, double value, ReadOnlySpan<double> from)
    {
        Span<double> errors = _errors.AsSpan(lead * Pairs, Pairs);
        int best = 0;
        for (int level = 0, pair = 0; level < from.Length; level++)
        {
            for (int w = 0; w < weights.Length; w++, pair++)
            {
                errors[pair] = (Memory * errors[pair]) + Math.Abs(value - (weights[w] * from[level]));
                best = errors[pair] < errors[best] ? pair : best;
            }
        }

        _best[lead] = best;
    }

    public void Save(StateWriter writer)
    {
        writer.Doubles(_errors);
        foreach (int best in _best)
        {
            writer.Int(best);
        }
    }

    public void Load(ref StateReader reader)
    {
        reader.Doubles(_errors);
        for (int i = 0; i < _best.Length; i++)
        {
            _best[i] = reader.Int(0, Pairs - 1);
        }
    }
}
