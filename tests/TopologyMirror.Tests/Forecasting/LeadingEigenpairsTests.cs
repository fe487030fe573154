using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class LeadingEigenpairsTests
{
    [Fact]
    public void Of_WaveWithoutNoise_GivesBothOfItsEqualPairs()
    {
        // Windows and columns that are whole periods: the pair of a wave has one eigenvalue, exactly.
        double[] wave = [.. Enumerable.Range(0, 71).Select(t => (3 * Math.Sin(t * Math.Tau / 12)) + Math.Cos(t * Math.Tau / 4))];
        double[] values = LeadingEigenpairs.Of(new TrajectoryProduct(wave, 24), 10).Values;
        values.Zip([9.0 * 24 * 48 / 4, 9.0 * 24 * 48 / 4, 24.0 * 48 / 4, 24.0 * 48 / 4]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-8);
        values.Length.ShouldBe(4);
    }

    [Theory]
    [InlineData(289)]
    [InlineData(100)]
    public void Of_WaveInNoise_AreStretchedOnlyAndOrthogonal(int window)
    {
        var product = new TrajectoryProduct([.. TestSeries.DayWave(2016, 3).Select(x => x - 100)], window);
        (double[] vectors, double[] values) = LeadingEigenpairs.Of(product, 24);
        values.Length.ShouldBeGreaterThan(4);
        double[] stretched = new double[window];
        for (int i = 0; i < values.Length; i++)
        {
            Span<double> vector = vectors.AsSpan(i * window, window);
            product.Multiply(vector, vector, stretched, new double[window]);
            VectorMath.Add(stretched, vector, -values[i]);
            Math.Sqrt(VectorMath.Dot(stretched, stretched)).ShouldBeLessThan(1e-3 * values[^1]);
            for (int j = 0; j <= i; j++)
            {
                VectorMath.Dot(vectors.AsSpan(j * window, window), vector).ShouldBe(i == j ? 1 : 0, 1e-12);
            }
        }
    }
}
