using TopologyMirror.Forecasting;

namespace TopologyMirror.Tests.Forecasting;

public sealed class PeriodDetectorTests
{
    [Theory]
    [InlineData(7, 0, 1)]
    [InlineData(30, 0, 1)]
    [InlineData(96, 0, 1)]
    [InlineData(30, 1e5, 0.01)]
    public void Find_NoisyWave_GivesItsPeriod(int period, double level, double size)
    {
        var random = new Random(2);
        PeriodDetector.Find(Window(512, t => level + (size * (5 + Math.Sin(t * Math.Tau / period) + (0.5 * random.NextDouble()))))).ShouldBeInRange(period - 1, period + 1);
    }

    [Fact]
    public void Find_NoiseTrendOrConstant_GivesNone()
    {
        var random = new Random(3);
        PeriodDetector.Find(Window(1024, _ => random.NextDouble())).ShouldBe(0);
        PeriodDetector.Find(Window(512, t => t)).ShouldBe(0);
        PeriodDetector.Find(Window(64, _ => 4)).ShouldBe(0);
    }

    private static RootWindow Window(int count, Func<int, double> root)
    {
        var window = new RootWindow();
        for (int t = 0; t < count; t++)
        {
            window.Add(root(t), real: true);
        }

        return window;
    }
}
