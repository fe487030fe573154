using TopologyMirror.Contracts;
using TopologyMirror.Forecasting;
using TopologyMirror.Tests.Forecasting;

namespace TopologyMirror.Tests.Contracts;

/// <summary>A forecaster and five days of hours with a gap.</summary>
internal sealed class ForecasterFixture(IForecaster forecaster) : IForecasterFixture
{
    public IForecaster Forecaster { get; } = forecaster;

    public ForecastSeries Series => TestSeries.Hourly;

    public IReadOnlyList<double> Loads { get; } = [.. TestSeries.Wave(120).Select((x, i) => i is 40 or 41 ? double.NaN : x)];

    public static FixtureScope<IForecasterFixture> Scope(IForecaster forecaster) => (run, token) => run(new ForecasterFixture(forecaster), token);
}
