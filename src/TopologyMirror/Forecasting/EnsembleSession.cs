using System.Globalization;
using TopologyMirror.Metrics;

namespace TopologyMirror.Forecasting;

/// <summary>A session of <see cref="EnsembleForecaster"/>.</summary>
internal sealed class EnsembleSession : IJointForecastSession
{
    private const int Version = 1;
    private const int LongestTagged = 12;
    private const int FewestForPeriod = 64;

    private readonly EnsembleForecaster _forecaster;
    private readonly ForecastSeries _series;
    private readonly SampleIntake _intake;
    private readonly RootWindow _window = new();
    private readonly int _day;
    private readonly int _week;
    private EnginePool? _pool;
    private int _usable;
    private int _silent;
    private int _start;
    private int _season;

    public EnsembleSession(EnsembleForecaster forecaster, ForecastSeries series)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(series.Step, TimeSpan.Zero, nameof(series));
        ArgumentOutOfRangeException.ThrowIfLessThan(series.LongestHorizon, 1, nameof(series));
        _forecaster = forecaster;
        _series = series;
        _intake = new SampleIntake(series);
        _day = Steps(TimeSpan.FromDays(1));
        _week = Steps(TimeSpan.FromDays(7));
        if (_day == 0)
        {
            // Of steps that are too long for a day the shortest season of the calendar is the week.
            (_day, _week) = (_week, 0);
        }
    }

    public int Count => _intake.Count;

    public static EnsembleSession? TryRestore(EnsembleForecaster forecaster, ForecastSeries series, ReadOnlySpan<byte> state)
    {
        var session = new EnsembleSession(forecaster, series);
        var reader = new StateReader(state, forecaster.Name, Version, series);
        reader.Int(series.LongestHorizon, series.LongestHorizon);
        reader.Int(forecaster.Models.Count, forecaster.Models.Count);
        foreach (ForecastModel model in forecaster.Models)
        {
            reader.Int((int)model, (int)model);
        }

        session._intake.Load(ref reader);
        session._window.Load(ref reader);
        session._usable = reader.Int(0, EnsembleForecaster.FewestSamples);
        session._silent = reader.Int(0, int.MaxValue);
        session._start = reader.Int(0, Math.Max(session._window.Count - 1, 0));
        session._season = reader.Int(0, RootWindow.Capacity / 2);
        if (session._window.Count > 0 && reader.Good)
        {
            session._pool = session.Pool();
            session._pool.Load(ref reader);
        }

        return reader.Complete ? session : null;
    }

    public void Observe(double value, SampleTags tags = SampleTags.None)
    {
        (double root, bool atLeast) = _intake.Admit(value, tags);
        bool real = !double.IsNaN(root);
        double filled = root;
        if (!real || atLeast)
        {
            double expected = _pool?.Next ?? double.NaN;
            real &= !(root < expected);
            filled = real ? root : expected;
        }

        _silent = real ? 0 : Math.Min(_silent + 1, int.MaxValue - 1);
        _usable = Math.Min(_usable + (real ? 1 : 0), EnsembleForecaster.FewestSamples);
        if (_pool is null && !real)
        {
            return;
        }

        _window.Add(filled, real);
        if (_pool is null || SeasonsChange())
        {
            Rebuild();
        }
        else
        {
            _pool.Observe();
        }
    }

    public ForecastResult Forecast(ForecastRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Steps, 1, nameof(request));
        ForecastNotReady? refusal = _intake.Refuse(LongestTagged) ?? RefuseTooFew();
        return refusal is null ? ForecastResult.Of(Ready(request.Steps)) : ForecastResult.Of(refusal);
    }

    public LoadPaths ForecastPaths(LoadForecast forecast, int steps, int paths, int seed)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(steps, forecast.Steps);
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);
        return _pool is { } pool ? pool.Paths(forecast, steps, paths, seed) : IndependentPaths.Of(forecast, steps, paths, seed);
    }

    public byte[] Save()
    {
        var writer = new StateWriter(_forecaster.Name, Version, _series);
        writer.Int(_series.LongestHorizon);
        writer.Int(_forecaster.Models.Count);
        foreach (ForecastModel model in _forecaster.Models)
        {
            writer.Int((int)model);
        }

        _intake.Save(writer);
        _window.Save(writer);
        writer.Int(_usable);
        writer.Int(_silent);
        writer.Int(_start);
        writer.Int(_season);
        _pool?.Save(writer);
        return writer.Finish();
    }

    private int Steps(TimeSpan season)
    {
        double steps = season / _series.Step;
        return steps >= 4 && steps <= (RootWindow.Capacity / 2) - 8 && steps.Equals(Math.Round(steps)) ? (int)steps : 0;
    }

    private void Rebuild()
    {
        int count = _window.Count;
        _start = _window.First;
        _pool = Pool();
        for (int time = _window.First; time < count; time++)
        {
            _pool.Observe();
        }
    }

    // A season of the calendar counts from two of them on; until then, another period is looked for whenever the history has doubled.
    private bool SeasonsChange()
    {
        int count = _window.Count;
        int season = _season;
        if (_day > 0 && count >= 2 * _day)
        {
            season = _day;
        }
        else if (count >= FewestForPeriod && count <= RootWindow.Capacity && IsMilestone(count))
        {
            season = PeriodDetector.Find(_window);
        }

        bool changes = season != _season || (_week > 0 && count == 2 * _week);
        _season = season;
        return changes;
    }

    // Where a day will come, there is less to be gained by looking for something else.
    private bool IsMilestone(int count) => int.IsPow2(count) && (_day == 0 || int.Log2(count) % 2 == 0);

    private EnginePool Pool()
    {
        bool settled = _day == 0 || _season == _day;
        var seasons = new Seasons(_season, _day > 0 && settled && _window.Count >= 2 * _week ? _week : 0);
        return new EnginePool(_window, _start, seasons, EngineLeads.UpTo(_series.LongestHorizon, _day, settled), _forecaster.Models);
    }

    private LoadForecast Ready(int steps)
    {
        int width = QuantileLevels.Shared.Length;
        double[] values = new double[steps * width];
        _pool!.Forecast(steps, _silent, values);
        SquareRootScale.Back(values);
        return new LoadForecast(_intake.End, _series.Step, QuantileLevels.Shared, values);
    }

    private ForecastNotReady? RefuseTooFew()
    {
        int missing = EnsembleForecaster.FewestSamples - _usable;
        return missing <= 0 ? null : new ForecastNotReady(
            NotReadyReason.TooFewSamples,
            string.Create(CultureInfo.InvariantCulture, $"{_series.Name} has {EnsembleForecaster.FewestSamples - missing} usable samples; {EnsembleForecaster.FewestSamples} are needed."),
            _intake.After(missing));
    }
}
