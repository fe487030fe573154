using System.Numerics;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class ComplexSchurTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(24)]
    public void Decompose_AnyMatrix_GivesVectorsThatItOnlyStretches(int n)
    {
        var random = new Random(6);
        double[] matrix = [.. Enumerable.Range(0, n * n).Select(_ => random.NextDouble() - 0.5)];
        (Complex[] values, Complex[] vectors) = ComplexSchur.Decompose(matrix, n);
        for (int k = 0; k < n; k++)
        {
            for (int i = 0; i < n; i++)
            {
                Complex stretched = Enumerable.Range(0, n).Aggregate(Complex.Zero, (sum, j) => sum + (matrix[(i * n) + j] * vectors[(j * n) + k]));
                Complex.Abs(stretched - (values[k] * vectors[(i * n) + k])).ShouldBeLessThan(1e-10);
            }
        }

        Complex trace = values.Aggregate(Complex.Zero, (sum, value) => sum + value);
        trace.Real.ShouldBe(Enumerable.Range(0, n).Sum(i => matrix[(i * n) + i]), 1e-11);
        trace.Imaginary.ShouldBe(0, 1e-11);
    }

    [Fact]
    public void Decompose_CompanionOfAPolynomial_GivesItsRoots()
    {
        // (x − 1)(x − 0.5)(x² + 1) = x⁴ − 1.5x³ + 1.5x² − 1.5x + 0.5
        double[] matrix = [1.5, -1.5, 1.5, -0.5, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];
        Complex[] values = ComplexSchur.Decompose(matrix, 4).Values;
        foreach (Complex root in new[] { 1, 0.5, Complex.ImaginaryOne, -Complex.ImaginaryOne })
        {
            values.ShouldContain(value => Complex.Abs(value - root) < 1e-12);
        }
    }

    [Fact]
    public void TrySolve_SingularOrNot_SaysWhich()
    {
        Complex[] solution = [1, 0, 0, 1];
        ComplexSchur.TrySolve([0, 2, Complex.ImaginaryOne, 0], solution, 2).ShouldBeTrue();
        solution.ShouldBe([0, -Complex.ImaginaryOne, 0.5, 0]);
        ComplexSchur.TrySolve([1, 2, 2, 4], [1, 0, 0, 1], 2).ShouldBeFalse();
    }
}
