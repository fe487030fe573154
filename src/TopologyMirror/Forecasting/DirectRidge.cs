namespace TopologyMirror.Forecasting;

/// <summary>
/// A ridge regression of its own per lead, on few predictors: the last roots, smoothed levels, and what was seen at the time in question
/// one season before.
/// </summary>
/// <remarks>Direct multi-step forecasts: Marcellino, Stock and Watson, Journal of Econometrics 2006. All relative to a smoothed level.</remarks>
internal sealed class DirectRidge : LoadModel
{
    private const int Width = 16;
    private const int Base = 4;
    private const double ErrorsKept = 0.98;

    // How many rows the shrinkage to profile and level counts as: which suits is seen per lead.
    private static readonly double[] Strengths = [10, 100, 3000];

    private const double Memory = 4096;

    private readonly RidgeGram[] _grams;
    private readonly double[] _coefficients;
    private readonly double[] _errors;
    private readonly int[] _best;
    private readonly RobustWeight[] _robust;
    private readonly int[] _rows;
    private readonly int[] _nextFit;
    private readonly int[] _fitted;
    private readonly double[] _row = new double[Width];

    public DirectRidge(SeriesState series)
        : base(series)
    {
        int leads = series.Leads.Count;
        _grams = [.. Enumerable.Range(0, leads).Select(_ => new RidgeGram(Width))];
        _coefficients = new double[leads * Strengths.Length * Width];
        _errors = new double[leads * Strengths.Length];
        _best = [.. Enumerable.Repeat(1, leads)];
        _robust = new RobustWeight[leads];
        _rows = new int[leads];
        _nextFit = new int[leads];
        _fitted = new int[leads];
        Array.Fill(_nextFit, 2 * Width);
    }

    // The row, and the level that it is relative to.
    public override int RecordLength => Width + 1;

    private int Season => Series.Week?.Length ?? Series.Day?.Length ?? 0;

    public override double Issue(int node, Span<double> record)
    {
        record[Width] = Series.Adjusted[Base] + Series.ProfileAt(Series.Now + Series.Leads[node]);
        bool complete = Fill(Series.Leads[node], record[..Width]);
        record[0] = complete ? 1 : double.NaN;
        return complete && _fitted[node] > 0 ? Series.Bounded(record[Width] + Predict(node, record)) : double.NaN;
    }

    public override void Learn(int node, ReadOnlySpan<double> record, double root)
    {
        if (double.IsNaN(record[0]))
        {
            return;
        }

        record[..Width].CopyTo(_row);
        _row[^1] = root - record[Width];
        double weight = 1;
        if (_fitted[node] > 0)
        {
            Span<double> errors = _errors.AsSpan(node * Strengths.Length, Strengths.Length);
            for (int i = 0; i < errors.Length; i++)
            {
                errors[i] = (ErrorsKept * errors[i]) + Math.Abs(_row[^1] - Predict(node, i, _row));
            }

            _best[node] = Least(errors);
            weight = _robust[node].Of(_row[^1] - Predict(node, _row));
        }

        _grams[node].Add(_row, weight);
        _rows[node]++;
        if (_rows[node] >= _nextFit[node])
        {
            for (int i = 0; i < Strengths.Length; i++)
            {
                _grams[node].Solve(Strengths[i], Coefficients(node, i)[..^1]);
            }

            _grams[node].Forget(Math.Exp(-(_rows[node] - _fitted[node]) / Memory));
            _fitted[node] = _rows[node];
            _nextFit[node] = _rows[node] + Math.Clamp(_rows[node] / 4, 8, 128);
        }
    }

    public override void Forecast(Span<double> centres)
    {
        double level = Series.Adjusted[Base];
        Span<double> row = stackalloc double[Width];
        for (int i = 0; i < centres.Length; i++)
        {
            (int lower, int upper, double share) = Series.Leads.Around(i + 1);
            bool complete = Fill(i + 1, row) && _fitted[lower] > 0;
            double low = complete ? Predict(lower, row) : double.NaN;
            double high = complete && _fitted[upper] > 0 ? Predict(upper, row) : low;
            centres[i] = Series.Bounded(level + Series.ProfileAt(Series.Now + i + 1) + low + (share * (high - low)));
        }
    }

    public override void Save(StateWriter writer)
    {
        writer.Doubles(_coefficients);
        writer.Doubles(_errors);
        for (int node = 0; node < _grams.Length; node++)
        {
            writer.Int(_best[node]);
            writer.Int(_rows[node]);
            writer.Int(_nextFit[node]);
            writer.Int(_fitted[node]);
            _robust[node].Save(writer);
            _grams[node].Save(writer);
        }
    }

    public override void Load(ref StateReader reader)
    {
        reader.Doubles(_coefficients);
        reader.Doubles(_errors);
        for (int node = 0; node < _grams.Length; node++)
        {
            _best[node] = reader.Int(0, Strengths.Length - 1);
            _rows[node] = reader.Int(0, int.MaxValue);
            _nextFit[node] = reader.Int(0, int.MaxValue);
            _fitted[node] = reader.Int(0, _rows[node]);
            _robust[node].Load(ref reader);
            _grams[node].Load(ref reader);
        }
    }

    private Span<double> Coefficients(int node, int strength) => _coefficients.AsSpan(((node * Strengths.Length) + strength) * Width, Width);

    private double Predict(int node, int strength, ReadOnlySpan<double> row) => VectorMath.Dot(Coefficients(node, strength), row[..Width]);

    private double Predict(int node, ReadOnlySpan<double> row) => Predict(node, _best[node], row);

    private static int Least(ReadOnlySpan<double> values)
    {
        int least = 0;
        for (int i = 1; i < values.Length; i++)
        {
            least = values[i] < values[least] ? i : least;
        }

        return least;
    }

    private bool Fill(int lead, Span<double> row)
    {
        int now = Series.Now;
        if (!Series.Has(now - Season - 3) || now < Season + 3)
        {
            return false;
        }

        double level = Series.Adjusted[Base];
        int target = now + lead;
        row.Clear();
        row[0] = 1;
        row[1] = Series.Adjusted[0] - level;
        row[2] = Series.Window[now - 1] - Series.ProfileAt(now - 1) - level;
        row[3] = Series.Window[now - 2] - Series.ProfileAt(now - 2) - level;
        row[4] = Series.Adjusted[1] - level;
        row[5] = Series.Adjusted[2] - level;
        row[6] = Series.Adjusted[6] - level;
        row[7] = Series.Adjusted[7] - level;
        if (Series.Day is { } day)
        {
            double profile = Series.ProfileAt(target);
            double beside = 0.5 * (Series.ProfileAt(target - 1) + Series.ProfileAt(target + 1));
            row[8] = Series.Repeated(target, day.Length) - profile - level;
            row[9] = Beside(target, day.Length) - beside - level;
            row[10] = profile;
            row[11] = Series.DayDifferences[1];
            if (Series.Week is { } week)
            {
                row[12] = Series.Repeated(target, week.Length) - profile - level;
                row[13] = Beside(target, week.Length) - beside - level;
                row[14] = Series.WeekDifferences[1];
            }
        }

        return true;
    }

    // The mean of the roots before and after a phase, one season before.
    private double Beside(int target, int season) => 0.5 * (Series.Repeated(target - 1, season) + Series.Repeated(target + 1, season));
}
