using TopologyMirror.Capacity;
using TopologyMirror.Simulation;
using static TopologyMirror.Tests.Capacity.Signals;

namespace TopologyMirror.Tests.Capacity;

public sealed class RampModelTests
{
    private static readonly CapacityModel Known = Busy(Utilisation(), _ => 100, 600);

    [Fact]
    public void RampTime_NoEvidence_IsZero()
    {
        RampModel.Empty.RampTime(0.99).ShouldBe(TimeSpan.Zero);
        RampModel.Empty.ShareAt(TimeSpan.Zero).ShouldBe(1);
        Learn(tau: 4, steps: 50, youngest: 600).RampTime(0.99).ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void RampTime_InstancesThatAreWarmAtOnce_IsZero() => Learn(tau: 0, steps: 60).RampTime(0.9).ShouldBe(TimeSpan.Zero);

    /// <summary>90 % of full capacity are reached after τ × ln 10.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void RampTime_SlowStarters_IsTheTimeThatTheyTake(int tau)
    {
        RampModel ramp = Learn(tau, steps: 60);

        ramp.RampTime(0.5).TotalMinutes.ShouldBe(tau * Math.Log(10), 0.01);
        ramp.ShareAt(TimeSpan.FromMinutes(tau)).ShouldBe(1 - Math.Exp(-1), 0.05);
        ramp.RampTime(0.99).ShouldBeGreaterThanOrEqualTo(ramp.RampTime(0.5));
    }

    [Fact]
    public void Observe_CapacityIsNotKnown_ChangesNothing() =>
        RampModel.Empty.Observe(CapacityModel.Start(Utilisation()), 500, 0.5, [TimeSpan.Zero]).ShouldBeSameAs(RampModel.Empty);

    /// <summary>Ten instances, of which four are young.</summary>
    private static RampModel Learn(int tau, int steps, int youngest = 0)
    {
        var random = new SimulationRandom(9, "ramp");
        RampModel ramp = RampModel.Empty;
        for (int i = 0; i < steps; i++)
        {
            TimeSpan[] ages = [.. Enumerable.Range(0, 10).Select(n => TimeSpan.FromMinutes(n < 4 ? youngest + (20 * random.NextDouble()) : 600))];
            double power = ages.Sum(a => tau == 0 ? 1 : 1 - Math.Exp(-a.TotalMinutes / tau));
            double load = 600;
            ramp = ramp.Observe(Known, load, 0.05 + (0.65 * load / power / 100) + (0.02 * random.NextNormal()), ages);
        }

        return ramp;
    }
}
