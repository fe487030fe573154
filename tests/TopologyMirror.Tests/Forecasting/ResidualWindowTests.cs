using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class ResidualWindowTests
{
    private static double[] Quantiles(ResidualWindow window, params double[] levels)
    {
        double[] quantiles = new double[levels.Length];
        window.Quantiles(levels, quantiles);
        return quantiles;
    }

    [Fact]
    public void Quantiles_WithinTheSamples_AreOrderStatistics()
    {
        var window = new ResidualWindow(99);
        foreach (int i in Enumerable.Range(1, 99).OrderBy(i => i * 37 % 99))
        {
            window.Add(i);
        }

        Quantiles(window, 0.25, 0.5, 0.505, 0.9).ShouldBe([25, 50, 50.5, 90], 1e-9);
    }

    [Fact]
    public void Quantiles_BeyondTheSamples_GrowExponentially()
    {
        var window = new ResidualWindow(99);
        for (int i = 1; i <= 99; i++)
        {
            window.Add(i);
        }

        // Four in the tail above 95, mean excess 2.5, and 5 of 100 expected from 95 on.
        Quantiles(window, 0.99, 0.999).ShouldBe([95 + (2.5 * Math.Log(5)), 95 + (2.5 * Math.Log(50))], 1e-9);
        Quantiles(window, 0.01)[0].ShouldBe(5 - (2.5 * Math.Log(5)), 1e-9);
    }

    [Fact]
    public void Add_BeyondTheCapacity_ForgetsTheOldest()
    {
        var random = new Random(11);
        var window = new ResidualWindow(50);
        double[] all = [.. Enumerable.Range(0, 1000).Select(_ => (double)random.Next(-20, 20))];
        for (int i = 0; i < all.Length; i++)
        {
            window.Add(all[i]);
            if (i >= 50)
            {
                double[] last = [.. all[(i - 49)..(i + 1)].Order()];
                Quantiles(window, 25.0 / 51, 26.0 / 51).ShouldBe([last[24], last[25]], 1e-9);
            }
        }
    }

    [Fact]
    public void Quantiles_OneResidual_IsThatResidual()
    {
        var window = new ResidualWindow(5);
        window.Add(3);
        Quantiles(window, 0.001, 0.5, 0.999).ShouldBe([3, 3, 3]);
    }
}
