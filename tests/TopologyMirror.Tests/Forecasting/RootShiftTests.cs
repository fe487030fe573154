using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

/// <summary>The engine's models learn the root of the load: on that scale, and on no other, a shift of the series shifts its forecast.</summary>
public sealed class RootShiftTests
{
    private const double Shift = 64;
    private const double Tolerance = 1e-9;

    // Three and a half days by the hour; far from 0, where nothing is clipped, and without ties, which rounding would break either way.
    private static Arbitrary<double[]> Roots() =>
        Gen.Choose(0, 1_000_000).ArrayOf(84).Select(noise => noise
            .Select((x, t) => 40 + (4 * Math.Sin(t * Math.Tau / 24)) + (6 * (((x / 1e6) + (0.618034 * t)) % 1)))
            .ToArray()).ToArbitrary();

    private static double[] ForecastRoots(EnsembleForecaster forecaster, IEnumerable<double> roots) =>
        [.. forecaster.Start(TestSeries.Hourly).Feed(roots.Select(root => root * root)).Rows(12).Select(Math.Sqrt)];

    [Theory]
    [InlineData(ForecastModel.RidgeAutoregression)]
    [InlineData(ForecastModel.ProfileSmoothing)]
    [InlineData(ForecastModel.LevelSmoothing)]
    [InlineData(ForecastModel.DirectRidge)]
    [InlineData(ForecastModel.SeasonalRepeat)]
    [InlineData(ForecastModel.DampedHoltWinters)]
    [InlineData(ForecastModel.FourierRegression)]
    public void Forecast_RootsAreShifted_IsShifted(ForecastModel model)
    {
        var forecaster = new EnsembleForecaster("alone", model);
        Prop.ForAll(Roots(), roots =>
        {
            double[] rows = ForecastRoots(forecaster, roots);
            double[] shifted = ForecastRoots(forecaster, roots.Select(root => root + Shift));
            return rows.Length > 0 && rows.Zip(shifted).All(pair => Math.Abs(pair.First + Shift - pair.Second) <= Tolerance * pair.Second);
        }).QuickCheckThrowOnFailure();
    }
}
