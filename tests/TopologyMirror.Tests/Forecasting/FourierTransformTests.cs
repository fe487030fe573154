using System.Numerics;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class FourierTransformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(32)]
    [InlineData(256)]
    public void Forward_AnyLengthThatIsAPowerOfTwo_EqualsTheSum(int length)
    {
        (double[] real, double[] imaginary) = Numbers(length);
        Complex[] sums = [.. Enumerable.Range(0, length).Select(k => Enumerable.Range(0, length)
            .Aggregate(Complex.Zero, (sum, t) => sum + (new Complex(real[t], imaginary[t]) * Complex.FromPolarCoordinates(1, -Math.Tau * k * t / length))))];
        FourierTransform.Forward(real, imaginary, new double[2 * length]);
        for (int k = 0; k < length; k++)
        {
            real[k].ShouldBe(sums[k].Real, 1e-11);
            imaginary[k].ShouldBe(sums[k].Imaginary, 1e-11);
        }
    }

    [Fact]
    public void Forward_ThereAndBack_IsTheSame()
    {
        (double[] real, double[] imaginary) = Numbers(FourierTransform.Longest);
        (double[] sameReal, double[] sameImaginary) = Numbers(FourierTransform.Longest);
        double[] scratch = new double[2 * FourierTransform.Longest];
        FourierTransform.Forward(real, imaginary, scratch);
        FourierTransform.Forward(imaginary, real, scratch);
        for (int t = 0; t < real.Length; t++)
        {
            (real[t] / real.Length).ShouldBe(sameReal[t], 1e-12);
            (imaginary[t] / real.Length).ShouldBe(sameImaginary[t], 1e-12);
        }
    }

    private static (double[] Real, double[] Imaginary) Numbers(int count)
    {
        var random = new Random(9);
        return ([.. Enumerable.Range(0, count).Select(_ => random.NextDouble())], [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 1)]);
    }
}
