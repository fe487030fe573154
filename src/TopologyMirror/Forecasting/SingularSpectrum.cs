namespace TopologyMirror.Forecasting;

/// <summary>Singular spectrum analysis of the last eight windows, made anew on a schedule; its filters read the state from every new root.</summary>
/// <remarks>Source: see <see cref="SpectrumFit"/>. A window of a season and one root, or of some short seasons, as long as there are two.</remarks>
internal sealed class SingularSpectrum : LoadModel
{
    /// <summary>Eigenvectors at most: a constant and eleven waves, or twelve.</summary>
    public const int MostRank = 24;

    private const int FewestRoots = 48;
    private const int ShortestWindow = 48;
    private const int LongestWindow = (RootWindow.Capacity / 2) + 1;
    private const int LongestFreeWindow = 96;
    private const int Windows = 8;
    private const int ShortestWait = 16;
    private const int LongestWait = 288;

    // Longer ones give more than a day's window would: hours of a week, not minutes.
    private const int LongestWeek = 512;

    private readonly int _season;
    private double[] _last = [];
    private double[] _path;
    private SpectrumFit? _fit;
    private int _observed;
    private int _nextFit;
    private double _lowest = double.PositiveInfinity;
    private double _highest = double.NegativeInfinity;

    public SingularSpectrum(SeriesState series)
        : base(series)
    {
        _path = new double[series.Leads.Longest];
        _season = series.Week is { Length: <= LongestWeek } week ? week.Length : series.Day?.Length ?? 0;
        _nextFit = Math.Max(2 * _season, FewestRoots);
    }

    public override void Observe(bool real)
    {
        _observed = Math.Min(_observed + 1, int.MaxValue - 1);
        if (real)
        {
            double root = Series.Window[Series.Now];
            _lowest = Math.Min(_lowest, root);
            _highest = Math.Max(_highest, root);
        }

        if (_observed >= _nextFit)
        {
            Fit();
            _nextFit = _observed + Math.Clamp(_observed / 4, ShortestWait, LongestWait);
        }
    }

    public override void Prepare(int reach)
    {
        if (_fit is null)
        {
            return;
        }

        if (_last.Length != _fit.Window)
        {
            _last = new double[_fit.Window];
        }

        if (_path.Length < reach)
        {
            _path = new double[reach];
        }

        Span<double> ahead = _path.AsSpan(0, reach);
        Series.Window.CopyTo(Series.Now - _last.Length + 1, _last);
        _fit.Continue(_last, ahead);

        // What few values support must not run away from all that was seen.
        double room = 0.5 * (_highest - _lowest);
        foreach (ref double value in ahead)
        {
            value = Math.Clamp(value, _lowest - room, _highest + room);
        }
    }

    public override double Issue(int node, Span<double> record) => _fit is null ? double.NaN : _path[Series.Leads[node] - 1];

    public override void Forecast(Span<double> centres)
    {
        if (_fit is null)
        {
            centres.Fill(double.NaN);
            return;
        }

        _path.AsSpan(0, centres.Length).CopyTo(centres);
    }

    public override void Save(StateWriter writer)
    {
        writer.Int(_observed);
        writer.Int(_nextFit);
        writer.Doubles([_lowest, _highest]);
        writer.Int(_fit is null ? 0 : 1);
        _fit?.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        Span<double> range = stackalloc double[2];
        _observed = reader.Int(0, int.MaxValue - 1);
        _nextFit = reader.Int(0, int.MaxValue);
        reader.Doubles(range);
        (_lowest, _highest) = (range[0], range[1]);
        _fit = reader.Int(0, 1) == 1 ? SpectrumFit.Load(ref reader, LongestWindow, MostRank) : null;
    }

    /// <summary>Fits the newest windows, whose range bounds what is forecast until the next fit, with what comes until then.</summary>
    private void Fit()
    {
        int available = Math.Min(_observed, Series.Now + 1 - Series.Window.First);
        int window = WindowOf(available);
        double[] roots = new double[Math.Min(available, Windows * window)];
        Series.Window.CopyTo(Series.Now - roots.Length + 1, roots);
        _fit = SpectrumFit.Of(roots, window, MostRank);
        (_lowest, _highest) = (roots.Min(), roots.Max());
    }

    private int WindowOf(int available)
    {
        if (_season == 0)
        {
            return Math.Min(available / 3, LongestFreeWindow);
        }

        int wanted = (ShortestWindow + _season - 1) / _season;
        return (_season * Math.Clamp(available / (2 * _season), 1, wanted)) + 1;
    }
}
