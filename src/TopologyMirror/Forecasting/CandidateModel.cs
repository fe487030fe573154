namespace TopologyMirror.Forecasting;

/// <summary>A model that follows, per lead, the one of several candidates that has had the least discounted absolute error.</summary>
/// <remarks>Following the best expert: Cesa-Bianchi and Lugosi, "Prediction, Learning, and Games", 2006.</remarks>
internal abstract class CandidateModel(SeriesState series, int candidates) : LoadModel(series)
{
    private const double Memory = 0.995;

    private readonly double[] _errors = new double[EngineLeads.All.Length * candidates];
    private readonly int[] _best = new int[EngineLeads.All.Length];

    public override int RecordLength => candidates;

    protected abstract bool Ready { get; }

    public override double Issue(int node, Span<double> record)
    {
        if (!Ready)
        {
            record[0] = double.NaN;
            return double.NaN;
        }

        Fill(EngineLeads.All[node], record);
        return record[_best[node]];
    }

    public override void Learn(int node, ReadOnlySpan<double> record, double root)
    {
        if (double.IsNaN(record[0]))
        {
            return;
        }

        Span<double> errors = _errors.AsSpan(node * candidates, candidates);
        int best = _best[node];
        for (int i = 0; i < candidates; i++)
        {
            errors[i] = (Memory * errors[i]) + Math.Abs(root - record[i]);
            best = errors[i] < errors[best] ? i : best;
        }

        _best[node] = best;
    }

    public override void Forecast(Span<double> centres)
    {
        if (!Ready)
        {
            centres.Fill(double.NaN);
            return;
        }

        Span<double> row = stackalloc double[candidates];
        for (int i = 0; i < centres.Length; i++)
        {
            (int lower, int upper, double share) = EngineLeads.Around(i + 1);
            Fill(i + 1, row);
            centres[i] = row[_best[lower]] + (share * (row[_best[upper]] - row[_best[lower]]));
        }
    }

    public override void Save(StateWriter writer)
    {
        writer.Doubles(_errors);
        foreach (int best in _best)
        {
            writer.Int(best);
        }
    }

    public override void Load(ref StateReader reader)
    {
        reader.Doubles(_errors);
        for (int i = 0; i < _best.Length; i++)
        {
            _best[i] = reader.Int(0, candidates - 1);
        }
    }

    /// <summary>What each candidate forecasts at a lead.</summary>
    protected abstract void Fill(int lead, Span<double> centres);
}
