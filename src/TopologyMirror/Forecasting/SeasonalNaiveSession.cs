using System.Globalization;
using TopologyMirror.Metrics;

namespace TopologyMirror.Forecasting;

/// <summary>A session of <see cref="SeasonalNaiveForecaster"/>.</summary>
internal sealed class SeasonalNaiveSession : IForecastSession
{
    private const int Version = 1;
    private const int FewestDifferences = 12;

    private static readonly double[] Constants = [1, .5, .2, .05];
    private static readonly double[] Weights = [0, .3, .6, .85, 1];
    private static readonly double[] NoWeights = [0];

    private readonly SeasonalNaiveForecaster _forecaster;
    private readonly ForecastSeries _series;
    private readonly SampleIntake _intake;
    private readonly LeadwiseSmoother _differences;
    private readonly int _season;

    // Root of the newest usable value per phase of the season, NaN where there was none yet. Grows to one season.
    private readonly List<double> _profile = [];

    public SeasonalNaiveSession(SeasonalNaiveForecaster forecaster, ForecastSeries series)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(series.Step, TimeSpan.Zero, nameof(series));
        _forecaster = forecaster;
        _series = series;
        _intake = new SampleIntake(series);
        _season = (int)Math.Clamp(Math.Round(forecaster.Season / series.Step), 1, int.MaxValue / 2);
        _differences = new LeadwiseSmoother(
            Constants, forecaster.CorrectsLevel ? Weights : NoWeights, Math.Min(LeadGrid.Longest, _season), series.Step);
    }

    public int Count => _intake.Count;

    private int FewestSteps => _season + Math.Max(FewestDifferences, _season / 24);

    public static SeasonalNaiveSession? TryRestore(SeasonalNaiveForecaster forecaster, ForecastSeries series, ReadOnlySpan<byte> state)
    {
        var session = new SeasonalNaiveSession(forecaster, series);
        var reader = new StateReader(state, forecaster.Name, Version, series);
        return session.TryLoad(ref reader) ? session : null;
    }

    public void Observe(double value, SampleTags tags = SampleTags.None)
    {
        int phase = _intake.Count % _season;
        (double root, bool atLeast) = _intake.Admit(value, tags);
        if (phase == _profile.Count)
        {
            _profile.Add(root);
            _differences.Observe(double.NaN);
            return;
        }

        double before = _profile[phase];
        _differences.Observe(root - before, atLeast);
        bool keepsBefore = double.IsNaN(root) || (atLeast && before > root);
        _profile[phase] = keepsBefore ? before : root;
    }

    public ForecastResult Forecast(ForecastRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Steps, 1, nameof(request));
        ForecastNotReady? refusal = _intake.Refuse(Math.Max(_season, SampleIntake.LongestSilence)) ?? RefuseTooFew();
        return refusal is null ? ForecastResult.Of(Ready(request.Steps)) : ForecastResult.Of(refusal);
    }

    public byte[] Save()
    {
        var writer = new StateWriter(_forecaster.Name, Version, _series);
        writer.Long(_forecaster.Season.Ticks);
        writer.Int(_forecaster.CorrectsLevel ? 1 : 0);
        _intake.Save(writer);
        writer.Doubles([.. _profile]);
        _differences.Save(writer);
        return writer.Finish();
    }

    private bool TryLoad(ref StateReader reader)
    {
        bool same = reader.Long() == _forecaster.Season.Ticks && reader.Int(0, 1) == (_forecaster.CorrectsLevel ? 1 : 0);
        _intake.Load(ref reader);
        return same && reader.TryDoubles(Math.Min(_intake.Count, _season), _profile) && _differences.TryLoad(ref reader) && reader.Complete;
    }

    private LoadForecast Ready(int steps)
    {
        int width = QuantileLevels.Shared.Length;
        double[] values = new double[steps * width];
        LeadTable table = _differences.Forecast(steps);
        double before = LastKnown();
        for (int step = 1; step <= steps; step++)
        {
            double known = _profile[(_intake.Count + step - 1) % _season];
            before = double.IsNaN(known) ? before : known;
            Span<double> row = values.AsSpan((step - 1) * width, width);
            table.Read(step, Math.Sqrt(1 + ((step - 1) / _season)), row);
            foreach (ref double quantile in row)
            {
                quantile = SquareRootScale.Back(before + quantile);
            }
        }

        return new LoadForecast(_intake.End, _series.Step, QuantileLevels.Shared, values);
    }

    /// <summary>The value that stands in for a phase that was never seen: of the nearest phase before it that was.</summary>
    private double LastKnown()
    {
        int phase = _intake.Count + _season - 1;
        while (double.IsNaN(_profile[phase % _season]))
        {
            phase--;
        }

        return _profile[phase % _season];
    }

    private ForecastNotReady? RefuseTooFew()
    {
        int missing = Math.Max(FewestSteps - Count, FewestDifferences - _differences.Samples);
        return missing <= 0 ? null : new ForecastNotReady(
            NotReadyReason.TooFewSamples,
            string.Create(CultureInfo.InvariantCulture, $"{_series.Name} has {Count} steps, {_differences.Samples} of them with a usable sample one season before; {FewestSteps} and {FewestDifferences} are needed."),
            _intake.After(missing));
    }
}
