using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

/// <summary>The recursions against R: stats 4.2 and forecast 8.20.</summary>
public sealed class DampedBankTests
{
    // t <- 0:39; x <- ts(30 + 0.4*t + c(5,-2,-6,3)[t %% 4 + 1] + ((t*29) %% 13)/6, frequency=4)
    private static readonly double[] Values =
        [.. Enumerable.Range(0, 40).Select(t => 30 + (0.4 * t) + new[] { 5, -2, -6, 3 }[t % 4] + (t * 29 % 13 / 6.0))];

    [Fact]
    public void Fill_DampedTrendAndSeason_EqualsEts()
    {
        // fit <- ets(x, model="AAA", damped=TRUE, alpha=0.3, beta=0.06, gamma=0.2, phi=0.9); fit$initstate; fitted(fit); forecast(fit, h=10)$mean
        var bank = new DampedBank(4, [new DampedParameters(0.3, 0.06, 0.2, 0.9)]);
        bank.Begin(29.195973464167885, 0.9797611036013345, [5.4296579567057117, -2.1626694508011441, -6.2652112089063028, 2.9982227030017352], 1000);
        double[] fitted = [.. Values.Select(value =>
        {
            double expected = At(bank, 1);
            bank.Observe(value, real: true);
            return expected;
        })];
        ShouldEqual(fitted[..4], [35.5074164141148, 28.529070089928386, 25.247422926787969, 35.345123182362009]);
        ShouldEqual(fitted[36..], [50.309942291255204, 43.53371343613928, 39.507243597002635, 48.766664854380991]);
        ShouldEqual(
            [.. Enumerable.Range(1, 10).Select(lead => At(bank, lead))],
            [
                51.577865771081107, 45.007469006600999, 41.010870960697432, 49.460856281713291, 52.277637240151634,
                45.637263328764462, 41.577685850644556, 49.970989682665703, 52.736757301008801, 46.050471383535914,
            ]);
    }

    [Fact]
    public void Fill_TrendWithoutDamping_EqualsHoltWinters()
    {
        // h <- HoltWinters(x, alpha=0.3, beta=0.2, gamma=0.25, l.start=30, b.start=0.5, s.start=c(4,-2,-5,3)); predict(h, 10)
        // Its shares are of what the level took (trend) and of what it left (season).
        var bank = new DampedBank(4, [new DampedParameters(0.3, 0.3 * 0.2, 0.7 * 0.25, 1)]);
        bank.Begin(30, 0.5, [4, -2, -5, 3], 1000);
        foreach (double value in Values[4..])
        {
            bank.Observe(value, real: true);
        }

        ShouldEqual(
            [.. Enumerable.Range(1, 10).Select(lead => At(bank, lead))],
            [
                51.897180764245746, 45.490836034109527, 41.81391509977334, 50.460031039584656, 53.394538611039494,
                46.988193880903268, 43.311272946567072, 51.957388886378396, 54.891896457833226, 48.485551727697008,
            ]);
    }

    [Fact]
    public void Fill_DampedTrendAlone_EqualsEts()
    {
        // g <- ets(ts(x), model="AAN", damped=TRUE, alpha=0.5, beta=0.1, phi=0.95); g$initstate; forecast(g, h=6)$mean
        var bank = new DampedBank(0, [new DampedParameters(0.5, 0.1, 0, 0.95)]);
        bank.Begin(31.581876439921487, 0.17633652406745315, [], 1000);
        foreach (double value in Values)
        {
            bank.Observe(value, real: true);
        }

        ShouldEqual(
            [.. Enumerable.Range(1, 6).Select(lead => At(bank, lead))],
            [46.303451968655921, 46.573018814432011, 46.829107317919302, 47.07239139623222, 47.303511270629492, 47.523075151306905]);
    }

    [Fact]
    public void Observe_StepThatIsNotReal_PassesAsExpected()
    {
        DampedBank Fed(bool gap)
        {
            var bank = new DampedBank(4, [new DampedParameters(0.3, 0.06, 0.2, 0.9)]);
            foreach (double value in Values[..20])
            {
                bank.Observe(value, real: true);
            }

            bank.Observe(gap ? 1e9 : At(bank, 1), real: !gap);
            return bank;
        }

        At(Fed(gap: true), 3).ShouldBe(At(Fed(gap: false), 3), 1e-12);
    }

    [Fact]
    public void Observe_FirstSeason_IsLevelAndWhatDeviates()
    {
        var bank = new DampedBank(4, [new DampedParameters(0.3, 0.06, 0.2, 0.9)]);
        foreach (double value in new double[] { 5, 1, 2, 8 })
        {
            bank.Ready.ShouldBeFalse();
            bank.Observe(value, real: true);
        }

        bank.Ready.ShouldBeTrue();
        Enumerable.Range(1, 4).Select(lead => At(bank, lead)).ShouldBe([5, 1, 2, 8]);
    }

    private static double At(DampedBank bank, int lead)
    {
        double[] centre = new double[1];
        bank.Fill(lead, centre);
        return centre[0];
    }

    private static void ShouldEqual(double[] ours, double[] reference) =>
        ours.Zip(reference).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
}
