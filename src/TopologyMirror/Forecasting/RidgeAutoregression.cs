namespace TopologyMirror.Forecasting;

/// <summary>
/// Ridge autoregression on the last 24 roots and on three around each season before, iterated over the horizon.
/// </summary>
/// <remarks>Sources: Box and Jenkins, "Time Series Analysis", 1970; Hoerl and Kennard, Technometrics 1970.</remarks>
internal sealed class RidgeAutoregression : LoadModel
{
    private const int Lags = 24;
    private const double Strength = 0.1;
    private const double Memory = 8192;
    private const int LongestWait = 256;

    // Of many rows not all are needed.
    private const int ManyRows = 768;
    private const double ShareOfMany = 0.33;

    private readonly int[] _seasons;
    private readonly int _predictors;
    private readonly RidgeGram _gram;
    private readonly double[] _row;
    private readonly double[] _coefficients;
    private readonly double[] _path;
    private readonly int _first;
    private RobustWeight _robust;
    private int _rows;
    private int _nextFit;
    private int _fitted;

    public RidgeAutoregression(SeriesState series)
        : base(series)
    {
        _seasons = [.. new[] { series.Day, series.Week }.Where(season => season is not null).Select(season => season!.Length)];
        _predictors = 1 + Lags + (3 * _seasons.Length);
        int width = (_predictors + 4) & ~3;
        _gram = new RidgeGram(width);
        _row = new double[width];
        _coefficients = new double[width];
        _path = new double[Lags + series.Leads.Longest];
        _first = series.Now + 1 + Math.Max(Lags, _seasons.Length == 0 ? 0 : _seasons[^1] + 1);
        _nextFit = 2 * _predictors;
    }

    private bool Ready => _fitted > 0;

    public override void Observe(bool real)
    {
        if (Series.Now < _first || !real || (_rows > ManyRows && EngineLeads.Share(Series.Now) >= ShareOfMany))
        {
            return;
        }

        // The row that forecast the newest root.
        int target = Series.Now;
        double centre = Series.Centre;
        _row[0] = 1;
        Series.Window.CopyTo(target - Lags, _row.AsSpan(1, Lags));
        int at = 1 + Lags;
        foreach (int season in _seasons)
        {
            Series.Window.CopyTo(target - season - 1, _row.AsSpan(at, 3));
            at += 3;
        }

        for (int i = 1; i < at; i++)
        {
            _row[i] -= centre;
        }

        _row[^1] = Series.Window[target] - centre;
        double error = _row[^1] - VectorMath.Dot(_row.AsSpan(0, _row.Length - 1), _coefficients.AsSpan(0, _row.Length - 1));
        _gram.Add(_row, Ready ? _robust.Of(error) : 1);
        _rows++;
        if (_rows >= _nextFit)
        {
            _gram.Solve(Strength, _coefficients.AsSpan(0, _row.Length - 1));
            _gram.Forget(Math.Exp(-(_rows - _fitted) / Memory));
            _fitted = _rows;
            _nextFit = _rows + Math.Clamp(_rows / 8, 8, LongestWait);
        }
    }

    public override void Prepare(int reach)
    {
        if (!Ready)
        {
            return;
        }

        reach = Math.Min(reach, Series.Leads.Longest);
        int now = Series.Now;
        double centre = Series.Centre;
        Series.Window.CopyTo(now - Lags + 1, _path.AsSpan(0, Lags));
        for (int i = 0; i < Lags; i++)
        {
            _path[i] -= centre;
        }

        // An unstable recursion must not run away from all that was ever seen.
        double lowest = Series.Bounded(double.NegativeInfinity) - centre;
        double highest = Series.Bounded(double.PositiveInfinity) - centre;
        for (int lead = 1; lead <= reach; lead++)
        {
            double sum = _coefficients[0] + VectorMath.Dot(_coefficients.AsSpan(1, Lags), _path.AsSpan(lead - 1, Lags));
            int at = 1 + Lags;
            foreach (int season in _seasons)
            {
                for (int i = -1; i <= 1; i++, at++)
                {
                    int back = lead - season + i;
                    sum += _coefficients[at] * (back <= 0 ? Series.Window[now + back] - centre : _path[Lags + back - 1]);
                }
            }

            _path[Lags + lead - 1] = Math.Clamp(sum, lowest, highest);
        }
    }

    public override void Save(StateWriter writer)
    {
        writer.Int(_rows);
        writer.Int(_fitted);
        writer.Int(_nextFit);
        writer.Doubles(_coefficients);
        _robust.Save(writer);
        _gram.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        _rows = reader.Int(0, int.MaxValue);
        _fitted = reader.Int(0, _rows);
        _nextFit = reader.Int(0, int.MaxValue);
        reader.Doubles(_coefficients);
        _robust.Load(ref reader);
        _gram.Load(ref reader);
    }

    public override double Issue(int node, Span<double> record) => Ready ? _path[Lags + Series.Leads[node] - 1] + Series.Centre : double.NaN;

    public override void Forecast(Span<double> centres)
    {
        for (int i = 0; i < centres.Length; i++)
        {
            centres[i] = Ready ? _path[Lags + Math.Min(i, Series.Leads.Longest - 1)] + Series.Centre : double.NaN;
        }
    }
}
