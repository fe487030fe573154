using System.Globalization;
using TopologyMirror.Metrics;

namespace TopologyMirror.Forecasting;

/// <summary>A session of <see cref="SmoothingForecaster"/>.</summary>
internal sealed class SmoothingSession : IForecastSession
{
    private const int Version = 1;
    private const int LongestTagged = 12;

    private static readonly double[] Constants = [1, .8, .5, .25, .1, .03, .01];
    private static readonly double[] Weights = [1];

    private readonly string _forecaster;
    private readonly ForecastSeries _series;
    private readonly SampleIntake _intake;
    private readonly LeadwiseSmoother _smoother;

    public SmoothingSession(string forecaster, ForecastSeries series)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(series.Step, TimeSpan.Zero, nameof(series));
        _forecaster = forecaster;
        _series = series;
        _intake = new SampleIntake(series);
        _smoother = new LeadwiseSmoother(Constants, Weights, LeadGrid.Longest, series.Step);
    }

    public int Count => _intake.Count;

    public static SmoothingSession? TryRestore(string forecaster, ForecastSeries series, ReadOnlySpan<byte> state)
    {
        var session = new SmoothingSession(forecaster, series);
        var reader = new StateReader(state, forecaster, Version, series);
        session._intake.Load(ref reader);
        return session._smoother.TryLoad(ref reader) && reader.Complete ? session : null;
    }

    public void Observe(double value, SampleTags tags = SampleTags.None)
    {
        (double root, bool atLeast) = _intake.Admit(value, tags);
        _smoother.Observe(root, atLeast);
    }

    public ForecastResult Forecast(ForecastRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Steps, 1, nameof(request));
        ForecastNotReady? refusal = _intake.Refuse(LongestTagged) ?? RefuseTooFew();
        return refusal is null ? ForecastResult.Of(Ready(request.Steps)) : ForecastResult.Of(refusal);
    }

    public byte[] Save()
    {
        var writer = new StateWriter(_forecaster, Version, _series);
        _intake.Save(writer);
        _smoother.Save(writer);
        return writer.Finish();
    }

    private LoadForecast Ready(int steps)
    {
        int width = QuantileLevels.Shared.Length;
        double[] values = new double[steps * width];
        LeadTable table = _smoother.Forecast(steps);
        for (int step = 1; step <= steps; step++)
        {
            Span<double> row = values.AsSpan((step - 1) * width, width);
            table.Read(step, Math.Sqrt(Math.Max((double)step / LeadGrid.Longest, 1)), row);
            SquareRootScale.Back(row);
        }

        return new LoadForecast(_intake.End, _series.Step, QuantileLevels.Shared, values);
    }

    private ForecastNotReady? RefuseTooFew()
    {
        int missing = SmoothingForecaster.FewestSamples - _smoother.Samples;
        return missing <= 0 ? null : new ForecastNotReady(
            NotReadyReason.TooFewSamples,
            string.Create(CultureInfo.InvariantCulture, $"{_series.Name} has {_smoother.Samples} usable samples; {SmoothingForecaster.FewestSamples} are needed."),
            _intake.After(missing));
    }
}
