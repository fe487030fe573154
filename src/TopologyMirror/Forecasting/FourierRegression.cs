namespace TopologyMirror.Forecasting;

/// <summary>Harmonics of the seasons by ridge regression, on a slow level, and the newest error, which dies away as errors of this
/// series do.</summary>
/// <remarks>
/// Dynamic harmonic regression with errors of first order: Young, Pedregal and Tych, Journal of Forecasting 1999; Hyndman and
/// Athanasopoulos, "Forecasting: Principles and Practice", 3rd edition, section 10.5. Six harmonics of the day and three of the week.
/// </remarks>
internal sealed class FourierRegression : LoadModel
{
    private const int DayHarmonics = 6;
    private const int WeekHarmonics = 3;
    private const double Strength = 1;
    private const double SeasonsKept = 7;
    private const double ErrorsKept = 0.998;
    private const double LevelLearnt = 0.03;
    private const double MostPersistent = 0.999;
    private const int LongestWait = 288;

    // Of many rows not all are needed.
    private const int ManyRows = 288;
    private const double ShareOfMany = 0.25;

    private readonly Harmonics _day = new(0, 0);
    private readonly Harmonics _week = new(0, 0);
    private readonly RidgeGram _gram = new(4);
    private readonly double[] _row = [];
    private readonly double[] _coefficients = [];
    private readonly double _memory;
    private double _product;
    private double _square;
    private double _before = double.NaN;
    private double _persistence;
    private double _level;
    private double _error;
    private int _rows;
    private int _fitted;
    private int _nextFit;

    public FourierRegression(SeriesState series)
        : base(series)
    {
        if (series.Day is not { } day)
        {
            return;
        }

        _day = new Harmonics(day.Length, DayHarmonics);
        _week = series.Week is { } week ? new Harmonics(week.Length, WeekHarmonics) : _week;

        // An intercept, a sine and a cosine per harmonic, the target.
        int width = (2 + (2 * (_day.Count + _week.Count)) + 3) & ~3;
        _gram = new RidgeGram(width);
        _row = new double[width];
        _coefficients = new double[width];
        _memory = SeasonsKept * (_week.Count > 0 ? _week.Length : day.Length);
        _nextFit = day.Length;
    }

    private bool Ready => _fitted > 0;

    public override void Observe(bool real)
    {
        if (_row.Length == 0)
        {
            return;
        }

        Fill(Series.Now);
        double root = Series.Window[Series.Now] - Series.Centre;
        double error = Ready ? root - VectorMath.Dot(_row, _coefficients) - _level : double.NaN;
        if (real && Ready && !double.IsNaN(_before))
        {
            _product = (ErrorsKept * _product) + (error * _before);
            _square = (ErrorsKept * _square) + (_before * _before);
        }

        _level += Ready ? LevelLearnt * error : 0;
        _before = error;
        if (!real || (_rows > ManyRows && EngineLeads.Share(Series.Now) >= ShareOfMany))
        {
            return;
        }

        _row[^1] = root;
        _gram.Add(_row, 1);
        if (++_rows >= _nextFit)
        {
            Fit();
        }
    }

    public override void Prepare(int reach)
    {
        if (Ready)
        {
            _error = Series.Window[Series.Now] - At(Series.Now);
        }
    }

    public override double Issue(int node, Span<double> record) => Ready ? Ahead(Series.Leads[node]) : double.NaN;

    public override void Forecast(Span<double> centres)
    {
        double left = _error;
        for (int i = 0; i < centres.Length; i++)
        {
            left *= _persistence;
            centres[i] = Ready ? Series.Bounded(At(Series.Now + i + 1) + left) : double.NaN;
        }
    }

    public override void Save(StateWriter writer)
    {
        writer.Doubles(_coefficients);
        writer.Doubles([_product, _square, _before, _persistence, _level]);
        writer.Int(_rows);
        writer.Int(_fitted);
        writer.Int(_nextFit);
        _gram.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        Span<double> sums = stackalloc double[5];
        reader.Doubles(_coefficients);
        reader.Doubles(sums);
        (_product, _square, _before, _persistence, _level) = (sums[0], sums[1], sums[2], sums[3], sums[4]);
        _rows = reader.Int(0, int.MaxValue);
        _fitted = reader.Int(0, _rows);
        _nextFit = reader.Int(0, int.MaxValue);
        _gram.Load(ref reader);
    }

    private double Ahead(int lead) => Series.Bounded(At(Series.Now + lead) + (Math.Pow(_persistence, lead) * _error));

    private double At(int time)
    {
        Fill(time);
        return Series.Centre + _level + VectorMath.Dot(_row, _coefficients);
    }

    private void Fill(int time)
    {
        _row.AsSpan().Clear();
        _row[0] = 1;
        _day.Fill(time, _row.AsSpan(1));
        _week.Fill(time, _row.AsSpan(1 + (2 * _day.Count)));
    }

    private void Fit()
    {
        _gram.Solve(Strength, _coefficients.AsSpan(0, _row.Length - 1));
        _gram.Forget(Math.Exp(-(_rows - _fitted) / _memory));
        _persistence = _square > 0 ? Math.Clamp(_product / _square, 0, MostPersistent) : 0;
        _fitted = _rows;
        _nextFit = _rows + Math.Clamp(_rows / 8, 8, LongestWait);

        // Error and level were those of other coefficients.
        _before = double.NaN;
    }
}
