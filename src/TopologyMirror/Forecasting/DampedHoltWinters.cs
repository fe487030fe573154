namespace TopologyMirror.Forecasting;

/// <summary>
/// Damped Holt-Winters smoothing of the day and, where it has at most 512 steps, of the week; without a season damped trend alone. Each lead
/// follows the set of constants that has had the least discounted error at it.
/// </summary>
/// <remarks>Source: see <see cref="DampedBank"/>.</remarks>
internal sealed class DampedHoltWinters : CandidateModel
{
    private const int LongestWeek = 512;

    // The first is followed as long as all are equally good: without a season the one that is nearest to the last value.
    private static readonly DampedParameters[] Seasonal = [.. Sets([0.2, 0.05, 0.6, 0.01], [0.2])];
    private static readonly DampedParameters[] Plain = [.. Sets([0.9, 0.6, 0.3, 0.1], [0])];

    private readonly DampedBank _short;
    private readonly DampedBank? _long;

    public DampedHoltWinters(SeriesState series)
        : base(series, series.Day is null ? Plain.Length : series.Week is { Length: <= LongestWeek } ? 2 * Seasonal.Length : Seasonal.Length)
    {
        _short = new DampedBank(series.Day?.Length ?? 0, series.Day is null ? Plain : Seasonal);
        _long = series.Week is { Length: <= LongestWeek } week ? new DampedBank(week.Length, Seasonal) : null;
    }

    protected override bool Ready => _short.Ready;

    public override void Observe(bool real)
    {
        double root = Series.Window[Series.Now];
        _short.Observe(root, real);
        _long?.Observe(root, real);
    }

    public override void Save(StateWriter writer)
    {
        base.Save(writer);
        _short.Save(writer);
        _long?.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        base.Load(ref reader);
        _short.Load(ref reader);
        _long?.Load(ref reader);
    }

    protected override void Fill(int lead, Span<double> centres)
    {
        _short.Fill(lead, centres[.._short.Count]);
        if (_long is { Ready: true })
        {
            _long.Fill(lead, centres[_short.Count..]);
        }
        else if (_long is not null)
        {
            centres[.._short.Count].CopyTo(centres[_short.Count..]);
        }
    }

    // A slow trend that lasts, and a quick one that soon dies away.
    private static IEnumerable<DampedParameters> Sets(double[] levels, double[] seasons) =>
        from trend in new[] { (Share: 0.02, Damping: 0.98), (Share: 0.2, Damping: 0.85) }
        from level in levels
        from season in seasons
        select new DampedParameters(level, level * trend.Share, season, trend.Damping);
}
