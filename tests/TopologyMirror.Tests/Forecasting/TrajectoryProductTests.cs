using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class TrajectoryProductTests
{
    [Theory]
    [InlineData(5, 2)]
    [InlineData(64, 20)]
    [InlineData(64, 60)]
    [InlineData(100, 33)]
    [InlineData(512, 257)]
    public void Multiply_AnyVectors_EqualsTheMatrix(int count, int window)
    {
        var random = new Random(3);
        double[] Numbers(int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.3)];
        (double[] values, double[] one, double[] other) = (Numbers(count), Numbers(window), Numbers(window));
        double[] oneProduct = new double[window];
        double[] otherProduct = new double[window];
        var product = new TrajectoryProduct(values, window);
        product.Multiply(one, other, oneProduct, otherProduct);
        double[,] covariance = Covariance(values, window);
        double trace = 0;
        for (int i = 0; i < window; i++)
        {
            trace += covariance[i, i];
            oneProduct[i].ShouldBe(Enumerable.Range(0, window).Sum(j => covariance[i, j] * one[j]), 1e-11 * count);
            otherProduct[i].ShouldBe(Enumerable.Range(0, window).Sum(j => covariance[i, j] * other[j]), 1e-11 * count);
        }

        product.Trace.ShouldBe(trace, 1e-11 * trace);
    }

    private static double[,] Covariance(double[] values, int window)
    {
        double[,] covariance = new double[window, window];
        for (int i = 0; i < window; i++)
        {
            for (int j = 0; j < window; j++)
            {
                for (int k = 0; k + window <= values.Length; k++)
                {
                    covariance[i, j] += values[i + k] * values[j + k];
                }
            }
        }

        return covariance;
    }
}
