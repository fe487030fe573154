using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class SpectrumEdgeTests
{
    [Fact]
    public void Of_TwoLargeAmongEqualOnes_AreTwo()
    {
        double[] values = [900, 800, .. Enumerable.Repeat(1.0, 98)];
        (int rank, double edge) = SpectrumEdge.Of(values, values.Sum(), 100, 900, 24);
        rank.ShouldBe(2);
        edge.ShouldBe(1.3 * 16 / 9, 1e-9);
        SpectrumEdge.Of(values, values.Sum(), 100, 900, 1).Rank.ShouldBe(1);
        SpectrumEdge.Of(values.AsSpan(0, 2), values.Sum(), 100, 900, 24).Rank.ShouldBe(2);
    }

    [Fact]
    public void Of_WhatRoundingLeaves_IsNoSignal()
    {
        SpectrumEdge.Of([10, 9, 1e-15, 1e-16], 19, 100, 900, 24).Rank.ShouldBe(2);
    }

    [Fact]
    public void Of_WhiteNoise_FindsHardlyAnything()
    {
        double average = Enumerable.Range(0, 24).Average(seed =>
        {
            double[] noise = TestSeries.Noise(2016, seed);
            return LeadingEigenpairs.Of(new TrajectoryProduct(noise, 289), 24).Values.Length;
        });
        average.ShouldBeLessThan(1);
    }
}
