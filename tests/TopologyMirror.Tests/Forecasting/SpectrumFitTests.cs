using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class SpectrumFitTests
{
    private const int Day = 288;

    // x <- 20 + 5*cos(2*pi*t/12)*0.995^t + ((t*37) %% 11)/22; y <- x - mean(x); L <- 20
    // X <- sapply(1:41, function(j) y[j:(j+L-1)]); s <- svd(X); U <- s$u[,1:3]; p <- U[L,]; R <- U[-L,] %*% p / (1-sum(p^2))
    // Uu <- U[-L,]; P <- Uu %*% solve(crossprod(Uu)) %*% t(Uu); Z <- U %*% crossprod(U, X[,41])
    // for (h in 1:24) { d <- Z[-1]; Z <- c(P %*% d, sum(R*d)); f[h] <- Z[L] }; f + mean(x)
    private static readonly double[] Reference =
    [
        23.903814196551533, 23.491849580072682, 22.122680292716247, 20.325953294065588, 18.479913721416324, 17.146010661606081,
        16.62809748427506, 17.08727249739492, 18.371336369061908, 20.144397332721923, 21.920565631595625, 23.233096551075349,
        23.732863379432136, 23.297276308936738, 22.049359683435309, 20.330279530914346, 18.601361925454253, 17.32352619848475,
        16.832316307709018, 17.251272738901019, 18.460048694505947, 20.129440048457795, 21.81056316672105, 23.055796358160062,
    ];

    [Fact]
    public void Continue_SixtyValuesAndRankThree_EqualsWholeDecomposition()
    {
        double[] values = [.. Enumerable.Range(0, 60).Select(t => 20 + (5 * Math.Cos(Math.Tau * t / 12) * Math.Pow(0.995, t)) + (t * 37 % 11 / 22.0))];
        var fit = SpectrumFit.Of(values, 20, 3);
        Continued(fit, values, 24).Zip(Reference).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-8);
        fit.Poles.Length.ShouldBe(2);
        fit.Poles.ShouldContain(pole => Math.Abs(pole.Magnitude - 0.99523776742693415) < 1e-9 && pole.Imaginary > 0.49);
        fit.Poles.ShouldContain(pole => Math.Abs(pole.Real + 0.66745686784778280) < 1e-9 && pole.Imaginary.Equals(0.0));
    }

    [Theory]
    [InlineData(Day, 3.5)]
    [InlineData(Day + 1, 3.5)]
    [InlineData(2 * Day, 3.5)]
    [InlineData((2 * Day) + 1, 3.5)]
    public void Continue_DayWave_IsNearItsNoise(int window, double most)
    {
        // Noise of deviation 4 alone misses by 3.19 on average.
        double total = 0;
        for (int seed = 0; seed < 24; seed++)
        {
            double[] values = TestSeries.DayWave((7 * Day) + Day, seed);
            double[] ahead = Continued(SpectrumFit.Of(values.AsSpan(0, 7 * Day), window, SingularSpectrum.MostRank), values[..(7 * Day)], Day);
            double error = ahead.Zip(values[(7 * Day)..]).Average(pair => Math.Abs(pair.First - pair.Second));
            error.ShouldBeLessThan(4);
            total += error / 24;
        }

        total.ShouldBeLessThan(most);
    }

    [Theory]
    [InlineData(Day)]
    [InlineData(2 * Day)]
    public void Continue_WindowOfWholeSeasons_NeverDiverges(int window)
    {
        for (int seed = 0; seed < 24; seed++)
        {
            double[] values = TestSeries.DayWave(7 * Day, seed);
            var fit = SpectrumFit.Of(values, window, SingularSpectrum.MostRank);
            fit.Poles.ShouldAllBe(pole => pole.Magnitude <= 1 + 1e-12);

            // A hundred days on: within what was seen, and the noise.
            Continued(fit, values, 100 * Day).ShouldAllBe(x => x > 30 && x < 170);
        }
    }

    [Fact]
    public void Of_GrowingNoise_KeepsPolesWithinTheCircle()
    {
        double[] values = [.. TestSeries.Noise(400, 4).Select((x, t) => x * Math.Exp(t / 50.0))];
        SpectrumFit.Of(values, 97, 24).Poles.ShouldAllBe(pole => pole.Magnitude <= 1 + 1e-12);
    }

    [Fact]
    public void Continue_ValuesScaledAndShifted_FollowsThem()
    {
        double[] values = TestSeries.DayWave(900, 5);
        double[] ahead = Continued(SpectrumFit.Of(values, 289, 24), values, 50);
        double[] scaled = [.. values.Select(x => 1024 * x)];
        Continued(SpectrumFit.Of(scaled, 289, 24), scaled, 50).ShouldBe(ahead.Select(x => 1024 * x));
        double[] shifted = [.. values.Select(x => x + 1e6)];
        Continued(SpectrumFit.Of(shifted, 289, 24), shifted, 50).Zip(ahead).ShouldAllBe(pair => Math.Abs(pair.First - 1e6 - pair.Second) < 1e-5);
    }

    [Theory]
    [InlineData(1e-150)]
    [InlineData(1e150)]
    public void Continue_VerySmallOrLarge_IsTheSameWave(double unit)
    {
        double[] values = [.. TestSeries.DayWave(900, 5).Select(x => unit * x)];
        Continued(SpectrumFit.Of(values, 289, 24), values, 50).ShouldAllBe(x => x > 40 * unit && x < 180 * unit);
    }

    [Fact]
    public void Continue_Ramp_GoesOn()
    {
        double[] values = [.. Enumerable.Range(0, 200).Select(t => 5 + (0.25 * t))];
        double[] ahead = Continued(SpectrumFit.Of(values, 50, 24), values, 10);
        ahead.Select((x, i) => x - (5 + (0.25 * (200 + i)))).ShouldAllBe(error => Math.Abs(error) < 1.3);
    }

    // Few values per window hold nearly all directions: what cannot be continued is left out.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void Continue_ShortWindow_StaysFinite(int window)
    {
        double[] values = [.. Enumerable.Range(0, 40).Select(t => Math.Cos(2.1 * t) + (0.5 * Math.Sin(0.4 * t)))];
        Continued(SpectrumFit.Of(values, window, 24), values, 200).ShouldAllBe(x => Math.Abs(x) < 10);
    }

    [Fact]
    public void Continue_Constant_IsConstant()
    {
        double[] values = [.. Enumerable.Repeat(0.1, 77)];
        Continued(SpectrumFit.Of(values, 20, 24), values, 9).ShouldAllBe(x => x.Equals(0.1));
    }

    private static double[] Continued(SpectrumFit fit, double[] values, int steps)
    {
        double[] ahead = new double[steps];
        double[] last = values[^fit.Window..];
        fit.Continue(last, ahead);
        return ahead;
    }
}
