using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(48)]
    public void Decompose_AnyMatrix_GivesVectorsThatItOnlyStretches(int n)
    {
        double[] matrix = Matrix(n);
        double[] vectors = [.. matrix];
        double[] values = new double[n];
        SymmetricEigen.Decompose(vectors, values);
        for (int k = 0; k < n; k++)
        {
            Span<double> vector = vectors.AsSpan(k * n, n);
            for (int i = 0; i < n; i++)
            {
                VectorMath.Dot(matrix.AsSpan(i * n, n), vector).ShouldBe(values[k] * vector[i], 1e-12 * n);
                VectorMath.Dot(vectors.AsSpan(i * n, n), vector).ShouldBe(i == k ? 1 : 0, 1e-12);
            }
        }

        values.ShouldBe(values.OrderDescending());
    }

    [Fact]
    public void Decompose_EqualEigenvaluesAndZeros_AreFound()
    {
        // 3 on (1, 1, 0, 0)/√2, twice 1, and 0.
        double[] vectors = [2, 1, 0, 0, 1, 2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0];
        double[] values = new double[4];
        SymmetricEigen.Decompose(vectors, values);
        values.Zip([3.0, 1, 1, 0]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-14);
    }

    private static double[] Matrix(int n)
    {
        var random = new Random(2);
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                matrix[(i * n) + j] = random.NextDouble() - 0.5;
                matrix[(j * n) + i] = matrix[(i * n) + j];
            }
        }

        return matrix;
    }
}
