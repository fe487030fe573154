using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class RidgeGramTests
{
    private const int Width = 8;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(5, 1e3)]
    public void Solve_AnyRows_EqualsBatchLeastSquares(double strength, double level)
    {
        double[][] rows = Rows(200, level);
        var gram = new RidgeGram(Width);
        foreach (double[] row in rows)
        {
            gram.Add(row, 1);
        }

        double[] coefficients = new double[Width - 1];
        gram.Solve(strength, coefficients);

        double[] batch = Batch(rows, strength);
        for (int i = 1; i < batch.Length; i++)
        {
            coefficients[i].ShouldBe(batch[i], 1e-6 * Math.Max(1, Math.Abs(batch[i])));
        }
    }

    [Fact]
    public void Add_WithWeightTwo_EqualsAddingTwice()
    {
        var once = new RidgeGram(Width);
        var twice = new RidgeGram(Width);
        foreach (double[] row in Rows(50, 0))
        {
            once.Add(row, 2);
            twice.Add(row, 1);
            twice.Add(row, 1);
        }

        Solved(once).Zip(Solved(twice)).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
    }

    [Fact]
    public void Forget_OldRows_LetsNewOnesDecide()
    {
        var gram = new RidgeGram(4);
        for (int i = 0; i < 100; i++)
        {
            gram.Add([1, i % 7, i % 3, 5.0 * (i % 7)], 1);
        }

        gram.Forget(1e-9);
        for (int i = 0; i < 100; i++)
        {
            gram.Add([1, i % 7, i % 3, -2.0 * (i % 7)], 1);
        }

        double[] coefficients = new double[3];
        gram.Solve(0, coefficients);
        coefficients[1].ShouldBe(-2, 1e-6);
    }

    [Fact]
    public void Solve_PredictorThatNeverVaries_GetsNoCoefficient()
    {
        var gram = new RidgeGram(4);
        for (int i = 0; i < 50; i++)
        {
            gram.Add([1, 7, i % 5, 3.0 * (i % 5)], 1);
        }

        double[] coefficients = new double[3];
        gram.Solve(0, coefficients);
        coefficients.ShouldAllBe(x => double.IsFinite(x));
        coefficients[1].ShouldBe(0);
        coefficients[2].ShouldBe(3, 1e-9);
    }

    private static double[] Solved(RidgeGram gram)
    {
        double[] coefficients = new double[Width - 1];
        gram.Solve(1, coefficients);
        return coefficients;
    }

    private static double[][] Rows(int count, double level)
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            double[] row = [1, .. Enumerable.Range(0, Width - 1).Select(_ => level + random.NextDouble())];
            row[^1] = level + (2 * (row[1] - level)) - (row[3] - level) + (0.1 * random.NextDouble());
            return row;
        })];
    }

    // Centred normal equations, eliminated with pivots: another way to the same numbers.
    private static double[] Batch(double[][] rows, double strength)
    {
        int d = Width - 2;
        double[] means = [.. Enumerable.Range(0, Width).Select(i => rows.Average(row => row[i]))];
        double[,] a = new double[d, d + 1];
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j <= d; j++)
            {
                a[i, j] = rows.Sum(row => (row[i + 1] - means[i + 1]) * (row[j + 1] - means[j + 1]));
            }

            a[i, i] *= 1 + (strength / rows.Length);
        }

        for (int pivot = 0; pivot < d; pivot++)
        {
            for (int i = 0; i < d; i++)
            {
                double factor = i == pivot ? 0 : a[i, pivot] / a[pivot, pivot];
                for (int j = 0; j <= d; j++)
                {
                    a[i, j] -= factor * a[pivot, j];
                }
            }
        }

        return [0, .. Enumerable.Range(0, d).Select(i => a[i, d] / a[i, i])];
    }
}
