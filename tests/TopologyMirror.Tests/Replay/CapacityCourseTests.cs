using TopologyMirror.Replay;
using TopologyMirror.Tests.Simulation;

namespace TopologyMirror.Tests.Replay;

public sealed class CapacityCourseTests
{
    private static readonly ReplayTrace Trace = ReplayTrace.Create([GeneratedLoad.Series(1)]);

    [Fact]
    public void Draw_SameSeed_IsTheSameWalkOfOnePercentAnHour()
    {
        CapacityCourse course = CapacityCourse.Draw(Trace, 3, 0.8);
        int start = Trace.Window.WarmUpStart;
        double[] hours = [.. Enumerable.Range(0, (Trace.Window.End - start) / 60).Select(h => course.At(start + (h * 60)))];

        hours[0].ShouldBe(0.8);
        hours.Zip(hours.Skip(1), (a, b) => Math.Abs(Math.Log(b / a))).ShouldAllBe(step => Math.Abs(step - Math.Log(1.01)) < 1e-9);
        hours.ShouldBe(hours.Select((_, h) => CapacityCourse.Draw(Trace, 3, 0.8).At(start + (h * 60))));
        CapacityCourse.Draw(Trace, 3, 1.2, drifts: false).At(Trace.Window.End - 1).ShouldBe(1.2);
    }

    [Fact]
    public void With_SmallerCapacity_ChangesWhatIsNeededAndNothingThatIsSeen()
    {
        ReplayTrace judged = Trace.With(CapacityCourse.Draw(Trace, 1, 0.5, drifts: false));

        judged.ObservedDemand.ToArray().ShouldBe(Trace.ObservedDemand.ToArray());
        judged.InitialInstances.ShouldBe(Trace.InitialInstances);
        judged.Metrics[0].Unit.ShouldBe(Trace.Metrics[0].Unit);
        judged.Need.Zip(Trace.Need, (a, b) => a >= (2 * b) - 1 && a <= 2 * b).ShouldAllBe(doubled => doubled);
    }
}
