using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

/// <summary>Parts of the models against R 4.2.2 (stats, MASS 7.3-58, forecast 8.20); the call is above each.</summary>
public sealed class GoldenValuesTests
{
    // k <- round(1 / a); HoltWinters(ts(c(0, y[(k+1):14])), alpha = a, beta = FALSE, gamma = FALSE, l.start = mean(y[1:k]))$coefficients
    // (for a = 0.5 also ses(ts(y), alpha = 0.5, initial = "simple", h = 1)$mean): until 1/a values are there, they are averaged.
    [Theory]
    [InlineData(0.5, 62.7767333984375)]
    [InlineData(0.25, 53.4312481880188)]
    [InlineData(0.1, 39.92671)]
    public void Smoother_OneConstant_AgreesWithHoltWinters(double constant, double expected)
    {
        var smoother = new LeadwiseSmoother([constant], [1], longestLead: 1, TimeSpan.FromHours(1));
        foreach (double value in new double[] { 9, 16, 25, 16, 36, 25, 49, 36, 25, 64, 49, 36, 81, 64 })
        {
            smoother.Observe(value);
        }

        // Without width, what is read is the centre.
        double[] row = new double[QuantileLevels.Standard.Length];
        smoother.Forecast(1).Read(1, widening: 0, row);
        row.ShouldAllBe(x => Math.Abs(x - expected) < 1e-12 * expected);
    }

    // i <- 0:59; x1 <- sin(i); x2 <- ((i * 7) %% 11) / 3; x3 <- (i * i) %% 13; y <- 2 + 1.5 * x1 - .7 * x2 + .2 * x3 + cos(3 * i) / 5
    // coef(lm(y ~ x1 + x2 + x3)); coef(MASS::lm.ridge(y ~ x1 + x2 + x3, lambda = 5))
    [Theory]
    [InlineData(0, 2.018989611764201, 1.499794790278807, -0.712110208209967, 0.200637793540044)]
    [InlineData(5, 2.023360776337647, 1.374722036600210, -0.654040631760056, 0.184443816981260)]
    public void RidgeGram_FixedRows_AgreesWithLmRidge(double strength, params double[] expected)
    {
        var gram = new RidgeGram(8);
        for (int i = 0; i < 60; i++)
        {
            (double x1, double x2, double x3) = (Math.Sin(i), i * 7 % 11 / 3.0, i * i % 13);
            gram.Add([1, x1, x2, x3, 0, 0, 0, 2 + (1.5 * x1) - (.7 * x2) + (.2 * x3) + (Math.Cos(3 * i) / 5)], 1);
        }

        double[] coefficients = new double[7];
        gram.Solve(strength, coefficients);
        coefficients.Zip(expected.Concat(new double[3])).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-10);
    }

    // t <- 0:119; y <- 8 + 2 * sin(2 * pi * t / 24) + .7 * cos(2 * pi * 3 * t / 24 + 1) + ((t * 7919) %% 13) / 13
    // fit <- lm(y ~ forecast::fourier(ts(y, frequency = 24), K = 6)); its value at t = 119 to 124
    [Fact]
    public void Harmonics_FittedByGram_AgreeWithLmOnFourierTerms()
    {
        var harmonics = new Harmonics(24, 6);
        var gram = new RidgeGram(16);
        double[] row = new double[16];
        row[0] = 1;
        for (int t = 0; t < 120; t++)
        {
            harmonics.Fill(t, row.AsSpan(1));
            row[^1] = 8 + (2 * Math.Sin(Math.Tau * t / 24)) + (.7 * Math.Cos((Math.Tau * 3 * t / 24) + 1)) + (t * 7919 % 13 / 13.0);
            gram.Add(row, 1);
        }

        double[] coefficients = new double[15];
        gram.Solve(0, coefficients);
        double[] expected = [8.623951262714826, 8.854687227570201, 8.804691536580989, 8.793340172779889, 9.110789138987286, 9.799340646231107];
        for (int i = 0; i < expected.Length; i++)
        {
            harmonics.Fill(119 + i, row.AsSpan(1));
            row.Take(15).Zip(coefficients, (x, c) => x * c).Sum().ShouldBe(expected[i], 1e-9);
        }
    }

    // decompose(ts(20 + .5 * t + c(3, -1, -4, 2, 0)[t %% 5 + 1], frequency = 5))$figure with t <- 0:29: the trend is taken off
    [Fact]
    public void SeasonProfile_SeasonOnATrend_AgreesWithDecompose() =>
        Profile(5, t => 20 + (.5 * t) + new double[] { 3, -1, -4, 2, 0 }[t % 5]).Zip([3.0, -1, -4, 2, 0]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);

    // decompose(ts(20 + c(3, -1, -4, 2)[t %% 4 + 1], frequency = 4))$figure: an even season, without a trend
    [Fact]
    public void SeasonProfile_EvenSeason_AgreesWithDecompose() =>
        Profile(4, t => 20 + new double[] { 3, -1, -4, 2 }[t % 4]).Zip([3.0, -1, -4, 2]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);

    // f <- snaive(ts(y, frequency = 24), h = 30)$mean: the last day, and its first hours again
    [Fact]
    public void SeasonalNaive_WithoutCorrection_HasTheMediansOfSnaive()
    {
        double[] values = TestSeries.Wave(24 * 5);
        LoadForecast forecast = new SeasonalNaiveForecaster { CorrectsLevel = false }.Start(TestSeries.Hourly).Feed(
            values.Select((value, t) => t < 96 ? values[t % 24] : value)).Ready(30);
        for (int step = 1; step <= 30; step++)
        {
            double expected = values[96 + ((step - 1) % 24)];
            forecast.Quantile(step, 0.5).ShouldBe(expected, 1e-9 * expected);
        }
    }

    // r <- acf(x, lag.max = 170, plot = FALSE)$acf[-1]; r <- r * 512 / (512 - seq_along(r)): the highest peaks are
    // 0.8145 at 37 (0.8063 at 74) of the first, 0.7849 at 53 (0.7612 at 107) of the second.
    [Theory]
    [InlineData(37, 0, 0.5, 1)]
    [InlineData(53, 0.8, 0.7, 1.7)]
    public void PeriodDetector_WaveWithDisturbance_FindsTheHighestPeakOfAcf(int period, double harmonic, double size, double speed)
    {
        var window = new RootWindow();
        for (int t = 0; t < 512; t++)
        {
            double wave = Math.Sin(Math.Tau * t / period) + (harmonic * Math.Sin((2 * Math.Tau * t / period) + 1));
            window.Add(10 + wave + (size * Math.Cos(t * t * speed)), real: true);
        }

        PeriodDetector.Find(window).ShouldBe(period);
    }

    private static double[] Profile(int season, Func<int, double> value)
    {
        var window = new RootWindow();
        var profile = new SeasonProfile(season);
        for (int t = 0; t < 6 * season; t++)
        {
            window.Add(value(t), real: true);
            profile.Observe(window, t, centre: 20, without: null);
        }

        return [.. Enumerable.Range(6 * season, season).Select(profile.At)];
    }
}
