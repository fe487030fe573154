using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class ResidualSketchTests
{
    [Fact]
    public void Quantiles_NormalResiduals_AreThoseOfTheNormalDistribution()
    {
        var sketch = new ResidualSketch();
        foreach (double residual in Normal(4000))
        {
            sketch.Add(residual);
        }

        // Standard deviation 1: the quantiles of the standard normal distribution, within what some 400 residuals can tell.
        At(sketch, 0.1).ShouldBe(-1.28, 0.15);
        At(sketch, 0.5).ShouldBe(0, 0.1);
        At(sketch, 0.9).ShouldBe(1.28, 0.15);
        At(sketch, 0.99).ShouldBe(2.33, 0.35);
        At(sketch, 0.999).ShouldBe(3.09, 0.9);
    }

    [Fact]
    public void Quantiles_ResidualsGrow_FollowTheNewOnes()
    {
        var sketch = new ResidualSketch();
        foreach (double residual in Normal(2000))
        {
            sketch.Add(residual);
        }

        double before = At(sketch, 0.9);
        foreach (double residual in Normal(2000))
        {
            sketch.Add(3 * residual);
        }

        At(sketch, 0.9).ShouldBe(3 * before, before);
    }

    [Fact]
    public void Quantiles_FewAlikeResiduals_AreStillADistribution()
    {
        var sketch = new ResidualSketch();
        for (int i = 0; i < 12; i++)
        {
            sketch.Add(1);
        }

        At(sketch, 0.01).ShouldBeLessThan(0);
        At(sketch, 0.5).ShouldBe(1, 0.3);
        At(sketch, 0.99).ShouldBeGreaterThan(1.5);
    }

    [Fact]
    public void Quantiles_FirstResidualFarOut_AreToldAtOnce()
    {
        var sketch = new ResidualSketch();
        for (int i = 0; i < 1000; i++)
        {
            sketch.Add(0);
        }

        double before = At(sketch, 0.999);
        sketch.Add(40);
        At(sketch, 0.999).ShouldBeGreaterThan(before);
    }

    [Fact]
    public void Quantiles_ExtremeResiduals_AreFiniteAndRise()
    {
        var sketch = new ResidualSketch();
        for (int i = 0; i < 20_000; i++)
        {
            sketch.Add((i % 5) switch { 0 => 1e300, 1 => -1e300, 2 => 0, 3 => double.Epsilon, _ => 1 });
        }

        double[] quantiles = sketch.Quantiles.ToArray();
        quantiles.ShouldAllBe(x => double.IsFinite(x));
        quantiles.ShouldBe(quantiles.Order());
    }

    private static double At(ResidualSketch sketch, double level) => sketch.Quantiles[QuantileLevels.Standard.IndexOf(level)];

    // Twelve uniform numbers less six: variance 1.
    private static IEnumerable<double> Normal(int count)
    {
        var random = new Random(6);
        return Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6);
    }
}
