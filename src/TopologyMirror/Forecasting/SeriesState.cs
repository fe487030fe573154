namespace TopologyMirror.Forecasting;

/// <summary>What the models of one series share: its last roots, its seasons, and smoothed values that are cheap to keep.</summary>
internal sealed class SeriesState
{
    private static readonly double[] LevelConstants = [.5, .2, .05, .005];
    private static readonly double[] AdjustedConstants = [1, .5, .25, .12, .06, .03, .015, .007];
    private static readonly double[] DifferenceConstants = [.6, .1];

    private readonly double[] _levels = new double[LevelConstants.Length];
    private readonly double[] _adjusted = new double[AdjustedConstants.Length];
    private readonly double[] _dayDifferences = new double[DifferenceConstants.Length];
    private readonly double[] _weekDifferences = new double[DifferenceConstants.Length];
    private double _lowest = double.PositiveInfinity;
    private double _highest = double.NegativeInfinity;
    private int _observed;

    /// <param name="window">Roots, shared.</param>
    /// <param name="start">Time of the first root that will be observed.</param>
    /// <param name="seasons">Steps of the seasons.</param>
    /// <param name="leads">Where models are scored.</param>
    public SeriesState(RootWindow window, int start, Seasons seasons, EngineLeads leads)
    {
        Window = window;
        Leads = leads;
        Now = start - 1;
        Day = seasons.Day > 0 ? new SeasonProfile(seasons.Day) : null;
        Week = seasons.Week > 0 ? new SeasonProfile(seasons.Week) : null;
        Centre = window[start];
    }

    public RootWindow Window { get; }

    /// <summary>The leads at which models are scored.</summary>
    public EngineLeads Leads { get; }

    public SeasonProfile? Day { get; }

    public SeasonProfile? Week { get; }

    /// <summary>A level near that of the series, for sums that must not lose digits.</summary>
    public double Centre { get; private set; }

    /// <summary>Time of the newest root observed.</summary>
    public int Now { get; private set; }

    /// <summary>Roots observed so far.</summary>
    public int Observed => _observed;

    /// <summary>From the lowest root that was seen to the highest.</summary>
    public double Range => _highest - _lowest;

    /// <summary>Exponentially smoothed roots, the fastest first.</summary>
    public ReadOnlySpan<double> Levels => _levels;

    /// <summary>Exponentially smoothed roots less the season's profile, the fastest first.</summary>
    public ReadOnlySpan<double> Adjusted => _adjusted;

    /// <summary>Exponentially smoothed differences from one day before.</summary>
    public ReadOnlySpan<double> DayDifferences => _dayDifferences;

    /// <summary>Exponentially smoothed differences from one week before.</summary>
    public ReadOnlySpan<double> WeekDifferences => _weekDifferences;

    /// <summary>The profiles' sum at a time.</summary>
    public double ProfileAt(int time) => (Day?.At(time) ?? 0) + (Week?.At(time) ?? 0);

    /// <summary>A root kept near the range of all that was seen: extrapolation must not run away from it.</summary>
    public double Bounded(double root)
    {
        double room = 0.5 * Range;
        return Math.Clamp(root, _lowest - room, _highest + room);
    }

    /// <summary>How far the next root is from what the season and a fast level say.</summary>
    public double Surprise(double root) => _observed > 0 ? root - _adjusted[1] - ProfileAt(Now + 1) : 0;

    /// <summary>Whether the window reaches back to a time.</summary>
    public bool Has(int time) => time >= Window.First;

    /// <summary>The root at a time, or one or more seasons before where that lies in the future; NaN where the window does not reach.</summary>
    public double Repeated(int time, int season)
    {
        while (time > Now)
        {
            time -= season;
        }

        return Has(time) ? Window[time] : double.NaN;
    }

    /// <summary>Learns the next root of the window.</summary>
    public void Observe()
    {
        Now++;
        double root = Window[Now];
        if (Window.IsReal(Now))
        {
            // What was filled in is a forecast: it must not widen the bounds of forecasts.
            _lowest = Math.Min(_lowest, root);
            _highest = Math.Max(_highest, root);
        }

        Day?.Observe(Window, Now, Centre, without: null);
        Week?.Observe(Window, Now, Centre, without: Day);
        double fewest = 1.0 / ++_observed;
        Smooth(_levels, LevelConstants, root, fewest);
        Smooth(_adjusted, AdjustedConstants, root - ProfileAt(Now), fewest);
        Difference(_dayDifferences, Day, root, fewest);
        Difference(_weekDifferences, Week, root, fewest);
    }

    public void Save(StateWriter writer)
    {
        writer.Int(Now);
        writer.Int(_observed);
        writer.Doubles([Centre, _lowest, _highest]);
        writer.Doubles(_levels);
        writer.Doubles(_adjusted);
        writer.Doubles(_dayDifferences);
        writer.Doubles(_weekDifferences);
        Day?.Save(writer);
        Week?.Save(writer);
    }

    public void Load(ref StateReader reader)
    {
        Now = reader.Int(-1, int.MaxValue);
        _observed = reader.Int(0, int.MaxValue);
        Span<double> range = stackalloc double[3];
        reader.Doubles(range);
        (Centre, _lowest, _highest) = (range[0], range[1], range[2]);
        reader.Doubles(_levels);
        reader.Doubles(_adjusted);
        reader.Doubles(_dayDifferences);
        reader.Doubles(_weekDifferences);
        Day?.Load(ref reader);
        Week?.Load(ref reader);
    }

    private static void Smooth(double[] levels, double[] constants, double value, double fewest)
    {
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] += Math.Max(constants[i], fewest) * (value - levels[i]);
        }
    }

    private void Difference(double[] differences, SeasonProfile? season, double root, double fewest)
    {
        if (season is not null && Has(Now - season.Length) && Now >= season.Length)
        {
            Smooth(differences, DifferenceConstants, root - Window[Now - season.Length], fewest);
        }
    }
}
