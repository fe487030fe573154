using TopologyMirror.Tuning;

namespace TopologyMirror.Tests.Tuning;

public sealed class TickTimesTests
{
    private static TickTimes Of(params (long Update, long Forecast)[] ticks)
    {
        var times = new TickTimes(ticks.Length);
        for (int i = 0; i < ticks.Length; i++)
        {
            times.Set(i, ticks[i].Update, ticks[i].Forecast);
        }

        return times;
    }

    [Fact]
    public void Means_OrdinaryTicks_AreTheirMeans() => Of((1, 4), (2, 4), (3, 10)).Means().ShouldBe((2, 6));

    [Fact]
    public void Means_ATickInWhichTheModelsAreFitted_CountsWhole() => Of((1, 4), (71, 9), (1, 4), (1, 4)).Means().ShouldBe((18.5, 5.25));

    [Fact]
    public void Means_ATickThatWaitedForTheProcessor_CountsAsTheLongestThereMayBe()
    {
        (double update, double forecast) = Of((1, 4), (100, 9_900), (1, 4), (1, 4)).Means();
        (update + forecast).ShouldBe((15 + (TickTimes.LongestInMedians * 5)) / 4.0, 1e-9);
    }

    [Fact]
    public void Means_AClockThatStands_AreZero() => Of((0, 0), (0, 0)).Means().ShouldBe((0, 0));
}
