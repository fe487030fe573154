using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Capacity;
using TopologyMirror.Metrics;
using static TopologyMirror.Tests.Capacity.Forecasts;

namespace TopologyMirror.Tests.Capacity;

public sealed class ServiceCapacityBoundsTests
{
    private static readonly ServiceName Web = new("web");

    private static Arbitrary<Case> Cases { get; } = (
        from highs in Gen.Choose(0, 2_000).Select(n => n / 3.0).NonEmptyListOf()
        from floors in (
            from floor in Gen.Choose(1, 60)
            from start in Gen.Choose(-20, 20)
            from length in Gen.Choose(1, 30)
            select new ScheduledFloor(floor, new FloorPeriod(Noon.AddMinutes(start), Noon.AddMinutes(start + length)))).ListOf()
        from more in Gen.Choose(1, 20)
        from buffer in Gen.Choose(0, 100).Select(n => n / 100.0)
        from window in Gen.Choose(-5, 15).Two()
        select new Case([.. highs], [.. floors], more, buffer, Noon.AddMinutes(Math.Min(window.Item1, window.Item2)), Noon.AddMinutes(Math.Max(window.Item1, window.Item2)))).ToArbitrary();

    [Theory]
    [InlineData(0, 1, 8)]
    [InlineData(-30, 0, 3)]
    [InlineData(-30, 1, 8)]
    [InlineData(5, 10, 8)]
    [InlineData(5, 11, 12)]
    [InlineData(15, 15, 12)]
    [InlineData(19, 21, 40)]
    [InlineData(30, 70, 3)]
    public void FloorIn_Window_IsTheLargestInForceAtAnyMomentAndNeverAboveTheCeiling(int from, int to, int floor) =>
        Floors().FloorIn(Noon.AddMinutes(from), Noon.AddMinutes(to)).Floor.ShouldBe(floor);

    [Fact]
    public void FloorIn_Scheduled_SaysSinceWhen()
    {
        Floors().FloorIn(Noon.AddMinutes(-30), Noon.AddMinutes(15)).ShouldBe(new FloorInForce(12, Noon.AddMinutes(10)));
        Floors().FloorIn(Noon.AddMinutes(-30), Noon).ShouldBe(new FloorInForce(3, null));
    }

    [Theory]
    [InlineData(50, 0.1, 55)]
    [InlineData(40, 0.1, 40)]
    [InlineData(40.2, 0.1, 45)]
    [InlineData(50, 0.0, 50)]
    [InlineData(50, null, 40)]
    [InlineData(3, 1.0, 40)]
    [InlineData(1e300, 1.0, int.MaxValue)]
    public void CeilingFor_Forecast_IsRaisedByTheBufferOnlyAboveTheCeiling(double forecast, double? buffer, int ceiling) =>
        (Floors() with { CeilingBuffer = buffer }).CeilingFor(forecast).ShouldBe(ceiling);

    [Fact]
    public void Required_ForecastAboveCeiling_IsPlannedOnlyWithABuffer()
    {
        Required(Floors(), 500).Instances.ShouldBe(40);
        Required(Floors() with { CeilingBuffer = 0.1 }, 500).Instances.ShouldBe(50);
    }

    [Fact]
    public void Required_AnyWindow_LiesWithinTheFloorAndTheCeilingInForce() => Holds(c =>
    {
        ServiceCapacity capacity = Of(c) with { CeilingBuffer = c.Buffer };
        CapacityRequirement required = Required(c, capacity);
        return required.Instances >= capacity.FloorIn(c.From, c.To).Floor && required.Instances <= capacity.CeilingFor(required.Real)
            && capacity.FloorIn(c.From, c.To).Floor <= capacity.Ceiling;
    });

    [Fact]
    public void Required_HigherFloor_NeverPlansLess() => Holds(c =>
        Required(c, Of(c with { Floors = [.. c.Floors.Select(f => new ScheduledFloor(f.Floor + c.More, f.Span!.Value))] })).Instances >= Required(c, Of(c)).Instances
        && Required(c, Of(c)).Instances >= Required(c, Of(c with { Floors = [] })).Instances);

    [Fact]
    public void Required_WithABuffer_NeverPlansLessThanWithout() => Holds(c =>
        Required(c, Of(c) with { CeilingBuffer = c.Buffer }).Instances >= Required(c, Of(c)).Instances);

    private static void Holds(Func<Case, bool> law) => Prop.ForAll(Cases, law).QuickCheckThrowOnFailure();

    private static CapacityRequirement Required(Case c, ServiceCapacity capacity) =>
        new CapacityPlan([Forecasts.Of("rps", c.Highs)], [capacity], 0.05).Required(Web, c.From, c.To)!.Value;

    private static CapacityRequirement Required(ServiceCapacity capacity, double load) =>
        new CapacityPlan([Forecasts.Of("rps", load)], [capacity], 0.05).Required(Web, Noon.AddHours(-1), Noon.AddHours(-1))!.Value;

    private static ServiceCapacity Of(Case c) => Floors() with { ScheduledFloors = c.Floors };

    /// <summary>Floor 3, ceiling 40; 8 in [0, 10), 12 in [10, 20), 90 in [20, 30) minutes after noon.</summary>
    private static ServiceCapacity Floors() => new()
    {
        Service = Web,
        Floor = 3,
        Ceiling = 40,
        ScheduledFloors = [Floor(8, 0), Floor(12, 10), Floor(2, 10), Floor(90, 20)],
        LoadPerInstance = new SortedDictionary<MetricName, double> { [new("rps")] = 10 },
    };

    private static ScheduledFloor Floor(int floor, int minute) => new(floor, new FloorPeriod(Noon.AddMinutes(minute), Noon.AddMinutes(minute + 10)));

    private sealed record Case(double[] Highs, ScheduledFloor[] Floors, int More, double Buffer, DateTimeOffset From, DateTimeOffset To);
}
