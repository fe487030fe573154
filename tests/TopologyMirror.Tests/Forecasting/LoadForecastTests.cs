using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class LoadForecastTests
{
    private static readonly double[] Levels = [0.1, 0.5, 0.9, 0.99];

    private static LoadForecast Of(params double[] row) =>
        new(DateTimeOffset.UnixEpoch, TimeSpan.FromMinutes(1), [.. Levels], [.. row]);

    private static Arbitrary<double[]> Rows() =>
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(x => Math.Min(Math.Abs(x.Get), 1e12)).ArrayOf(Levels.Length).ToArbitrary();

    [Fact]
    public void Quantile_AtAnyTwoLevels_Rises() =>
        Prop.ForAll(Rows(), row =>
        {
            LoadForecast forecast = Of(row);
            double before = 0;
            for (int i = 1; i < 2000; i++)
            {
                double quantile = forecast.Quantile(1, i / 2000.0);
                if (quantile < before || !double.IsFinite(quantile))
                {
                    return false;
                }

                before = quantile;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exceedance_OfAQuantile_IsOneMinusItsLevel() =>
        Prop.ForAll(Rows(), row =>
        {
            // Distinct quantiles, well apart: on a flat stretch many levels share one load.
            double[] rising = [.. row.Order().Select((x, i) => Math.Round(Math.Min(x, 1e6), 3) + (100.0 * (i + 5)))];
            LoadForecast forecast = Of(rising);
            return Enumerable.Range(1, 998).All(i =>
            {
                double p = i / 999.0;
                double quantile = forecast.Quantile(1, p);
                return quantile == 0 || Math.Abs(forecast.Exceedance(1, quantile) - (1 - p)) < 1e-6;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Quantile_BetweenLevels_IsLinear() => Of(10, 20, 30, 40).Quantile(1, 0.7).ShouldBe(25, 1e-9);

    [Fact]
    public void Exceedance_OfAConstant_IsZeroAboveAndOneBelow()
    {
        LoadForecast forecast = Of(5, 5, 5, 5);
        forecast.Exceedance(1, 4.99).ShouldBe(1);
        forecast.Exceedance(1, 5.01).ShouldBe(0);
        forecast.Quantile(1, 0.9999).ShouldBe(5);
    }

    [Fact]
    public void Create_RowsOutOfOrderOrBelowZero_AreRearrangedAndClipped()
    {
        Of(30, -5, 20, 10).QuantilesAt(1).ToArray().ShouldBe([0, 10, 20, 30]);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Create_ValueNotFinite_Throws(double value) =>
        Should.Throw<ArgumentException>(() => Of(1, 2, value, 4)).Message.ShouldContain("Quantile 2 of step 1");

    [Fact]
    public void Quantile_StepOutsideTheForecast_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Of(1, 2, 3, 4).Quantile(2, 0.5)).Message.ShouldContain("steps 1 to 1");
}
