using System.Runtime.Intrinsics;

namespace TopologyMirror.Forecasting;

/// <summary>A model that follows, per lead, the one of several candidates that has had the least discounted absolute error.</summary>
/// <remarks>Following the best expert: Cesa-Bianchi and Lugosi, "Prediction, Learning, and Games", 2006.</remarks>
internal abstract class CandidateModel(SeriesState series, int candidates) : LoadModel(series)
{
    private const double Memory = 0.99;
    private const int ChosenEvery = 4;

    // Rows are padded to whole vectors.
    private readonly int _width = (candidates + 3) & ~3;
    private readonly double[] _errors = new double[series.Leads.Count * ((candidates + 3) & ~3)];
    private readonly int[] _best = new int[series.Leads.Count];
    private readonly int[] _learnt = new int[series.Leads.Count];

    public override int RecordLength => _width;

    protected abstract bool Ready { get; }

    public override double Issue(int node, Span<double> record)
    {
        if (!Ready)
        {
            record[0] = double.NaN;
            return double.NaN;
        }

        Fill(Series.Leads[node], record[..candidates]);
        record[candidates..].Clear();
        return record[_best[node]];
    }

    public override void Learn(int node, ReadOnlySpan<double> record, double root)
    {
        if (double.IsNaN(record[0]))
        {
            return;
        }

        Span<double> errors = _errors.AsSpan(node * _width, _width);
        for (int i = 0; i < errors.Length; i += 4)
        {
            Vector256<double> error = Vector256.Abs(Vector256.Create(root) - Vector256.Create(record[i..]));
            Vector256.FusedMultiplyAdd(Vector256.Create(Memory), Vector256.Create<double>(errors[i..]), error).CopyTo(errors[i..]);
        }

        int learnt = _learnt[node] = Math.Min(_learnt[node] + 1, int.MaxValue - 1);
        if (learnt < ChosenEvery * ChosenEvery || learnt % ChosenEvery == 0)
        {
            int best = _best[node];
            for (int i = 0; i < candidates; i++)
            {
                best = errors[i] < errors[best] ? i : best;
            }

            _best[node] = best;
        }
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
            (int lower, int upper, double share) = Series.Leads.Around(i + 1);
            Fill(i + 1, row);
            centres[i] = row[_best[lower]] + (share * (row[_best[upper]] - row[_best[lower]]));
        }
    }

    public override void Save(StateWriter writer)
    {
        writer.Doubles(_errors);
        for (int node = 0; node < _best.Length; node++)
        {
            writer.Int(_best[node]);
            writer.Int(_learnt[node]);
        }
    }

    public override void Load(ref StateReader reader)
    {
        reader.Doubles(_errors);
        for (int i = 0; i < _best.Length; i++)
        {
            _best[i] = reader.Int(0, candidates - 1);
            _learnt[i] = reader.Int(0, int.MaxValue - 1);
        }
    }

    /// <summary>What each candidate forecasts at a lead.</summary>
    protected abstract void Fill(int lead, Span<double> centres);
}
