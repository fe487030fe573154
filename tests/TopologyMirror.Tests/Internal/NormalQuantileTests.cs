using TopologyMirror.Internal;

namespace TopologyMirror.Tests.Internal;

public sealed class NormalQuantileTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.8413447460685429, 1)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.025, -1.959963984540054)]
    [InlineData(0.001, -3.090232306167814)]
    [InlineData(0.999, 3.090232306167814)]
    [InlineData(0.9999683287581669, 4)]
    public void At_KnownProbability_IsTheKnownQuantile(double probability, double quantile) => NormalQuantile.At(probability).ShouldBe(quantile, 1e-8);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void At_NoProbability_Throws(double probability) => Should.Throw<ArgumentOutOfRangeException>(() => NormalQuantile.At(probability));
}
