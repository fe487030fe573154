using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;

namespace TopologyMirror.Tests.Forecasting;

/// <summary>What holds of every forecaster and every series.</summary>
public sealed class ForecasterLawsTests
{
    private static readonly double[] Extremes =
        [double.NaN, 0, double.Epsilon, 1e-300, 1, 1e6, 1e10, 1e300, double.MaxValue, double.PositiveInfinity, -1];

    private static readonly SampleTags[] Tags =
        [SampleTags.Censored, SampleTags.Outage, SampleTags.RetryStorm, SampleTags.LoadTest, SampleTags.Censored | SampleTags.Outage];

    private static Gen<(double Value, SampleTags Tags)> Samples(Gen<double> values) =>
        from value in values
        from odd in Gen.Choose(0, 9)
        from tags in Gen.Elements(Tags)
        select (value, odd == 0 ? tags : SampleTags.None);

    private static Arbitrary<(double Value, SampleTags Tags)[]> Ordinary() =>
        Samples(Gen.Frequency((9, Gen.Choose(0, 1000).Select(x => (double)x)), (1, Gen.Constant(double.NaN)))).ArrayOf(80).ToArbitrary();

    private static Arbitrary<(double Value, SampleTags Tags)[]> Hostile() =>
        Gen.Choose(0, 120).SelectMany(n => Samples(Gen.Elements(Extremes)).ArrayOf(n)).ToArbitrary();

    private static void ForAllForecasters(Arbitrary<(double Value, SampleTags Tags)[]> series, Func<IForecaster, (double Value, SampleTags Tags)[], bool> law) =>
        Prop.ForAll(series, samples => TestSeries.Forecasters.All(forecaster => law(forecaster, samples))).QuickCheckThrowOnFailure();

    [Fact]
    public void Forecast_AnySeries_IsFiniteNotNegativeAndRises() => ForAllForecasters(Hostile(), (forecaster, samples) =>
    {
        IForecastSession session = forecaster.Start(TestSeries.Hourly);
        return samples.All(sample =>
        {
            session.Observe(sample.Value, sample.Tags);
            ForecastResult result = session.Forecast(new ForecastRequest(40));
            return !result.TryGet(out LoadForecast? forecast) || Enumerable.Range(1, 40).All(step => IsDistribution(forecast, step));
        });
    });

    [Fact]
    public void Forecast_LaterSamplesChange_StaysAsItWas() => ForAllForecasters(Ordinary(), (forecaster, samples) =>
    {
        // What is forecast on the way equals what is forecast by a session that never sees the rest.
        IForecastSession session = forecaster.Start(TestSeries.Hourly);
        for (int n = 0; n < samples.Length; n++)
        {
            double[] onTheWay = session.Rows();
            if (n % 7 == 0 && !onTheWay.SequenceEqual(forecaster.Start(TestSeries.Hourly).Feed(samples[..n]).Rows()))
            {
                return false;
            }

            session.Observe(samples[n].Value, samples[n].Tags);
        }

        return true;
    });

    [Fact]
    public void TryRestore_AtAnyPoint_ContinuesBitForBit() => ForAllForecasters(Ordinary(), (forecaster, samples) =>
    {
        IForecastSession whole = forecaster.Start(TestSeries.Hourly).Feed(samples);
        return new[] { 0, 5, 30, 60, 80 }.All(cut =>
        {
            byte[] state = forecaster.Start(TestSeries.Hourly).Feed(samples[..cut]).Save();
            IForecastSession restored = forecaster.TryRestore(TestSeries.Hourly, state).ShouldNotBeNull();
            return restored.Save().SequenceEqual(state)
                && restored.Feed(samples[cut..]).Rows().SequenceEqual(whole.Rows())
                && restored.Save().SequenceEqual(whole.Save())
                && restored.Count == whole.Count;
        });
    });

    // Looking has no effect, however far ahead: a session that was asked at every step is the one that never was.
    [Fact]
    public void Forecast_AtAnyPoint_ChangesNothing() => ForAllForecasters(Ordinary(), (forecaster, samples) =>
    {
        IForecastSession asked = forecaster.Start(TestSeries.Hourly);
        for (int n = 0; n < samples.Length; n++)
        {
            asked.Observe(samples[n].Value, samples[n].Tags);
            asked.Forecast(new ForecastRequest(1 + (7 * n % 50)));
        }

        IForecastSession alone = forecaster.Start(TestSeries.Hourly).Feed(samples);
        return asked.Save().SequenceEqual(alone.Save()) && asked.Rows().SequenceEqual(alone.Rows());
    });

    // A factor of 4 doubles the root, which is exact: nothing in the way may depend on the unit.
    [Fact]
    public void Forecast_LoadInAnotherUnit_IsTheSameLoad() => ForAllForecasters(Ordinary(), (forecaster, samples) =>
    {
        double[] rows = forecaster.Start(TestSeries.Hourly).Feed(samples).Rows();
        double[] scaled = forecaster.Start(TestSeries.Hourly).Feed(samples.Select(x => (4 * x.Value, x.Tags))).Rows();
        return scaled.SequenceEqual(rows.Select(x => 4 * x));
    });

    [Fact]
    public void Forecast_ValuesUnderATagThatIsNotDemand_DoNotMatter() => ForAllForecasters(Ordinary(), (forecaster, samples) =>
    {
        double[] rows = forecaster.Start(TestSeries.Hourly).Feed(samples).Rows();
        double[] others = forecaster.Start(TestSeries.Hourly)
            .Feed(samples.Select(x => (double.IsFinite(x.Value) && (x.Tags & ~SampleTags.Censored) != SampleTags.None ? 1e9 : x.Value, x.Tags)))
            .Rows();
        return rows.SequenceEqual(others);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(1e10)]
    public void Forecast_ConstantLoad_IsThatLoad(double load)
    {
        foreach (IForecaster forecaster in TestSeries.Forecasters)
        {
            forecaster.Start(TestSeries.Hourly).Feed(Enumerable.Repeat(load, 100)).Rows().ShouldAllBe(x => x.Equals(load));
        }
    }

    [Fact]
    public void Forecast_SmallWaveOnALargeLevel_StaysNearIt()
    {
        foreach (IForecaster forecaster in TestSeries.Forecasters)
        {
            double[] values = [.. TestSeries.Wave(200).Select(x => 1e10 + (1e4 * x))];
            forecaster.Start(TestSeries.Hourly).Feed(values).Rows().ShouldAllBe(x => Math.Abs(x - 1e10) < 1e7);
        }
    }

    private static bool IsDistribution(LoadForecast forecast, int step)
    {
        double[] row = forecast.QuantilesAt(step).ToArray();
        return row.All(double.IsFinite) && row[0] >= 0 && row.Zip(row.Skip(1)).All(pair => pair.First <= pair.Second)
            && double.IsFinite(forecast.Quantile(step, 0.9999999));
    }
}
