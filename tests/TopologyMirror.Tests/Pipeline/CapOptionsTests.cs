using TopologyMirror.Capacity;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Tests.Pipeline;

public sealed class CapOptionsTests
{
    public static TheoryData<Action<MirrorPipelineOptions>, string> Bad => new()
    {
        { o => o.Caps.ShadowBudgetPerMonth = 250, "FleetCapOptions.ShadowBudgetPerMonth (250) needs ServiceOptions.InstanceHourPrice of service 'web'." },
        { o => o.Caps.TotalInstances = 2, "FleetCapOptions.TotalInstances (2) must not be smaller than the sum of ServiceOptions.Floor (3)." },
        { o => o.Caps.TotalInstances = 0, "TotalInstances (0) must be between 1 and 1000000." },
        { o => o.Caps.ShadowInstances = -1, "ShadowInstances (-1) must be between 0 and 1000000." },
        { o => o.Caps.LaunchesPerHour = -1, "LaunchesPerHour (-1) must be between 0 and 1000000." },
        { o => o.Caps.OverlapInstances = -1, "OverlapInstances (-1) must be between 0 and 1000000." },
        { o => o.Costs.Currency = "Euro", "CostOptions.Currency ('Euro') must be three capital letters, as ISO 4217 has them." },
        { o => o.Costs.Currency = "eur", "CostOptions.Currency ('eur') must be three capital letters, as ISO 4217 has them." },
        { o => o.Costs.MissingInstanceHour = 4, "CostOptions.MissingInstanceHour (4) needs ServiceOptions.InstanceHourPrice of a service." },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Faults_BadCapOrPrice_NamesItWithItsValue(Action<MirrorPipelineOptions> spoil, string fault) =>
        Builder().Configure(spoil).Faults().ShouldContain(f => f.EndsWith(fault, StringComparison.Ordinal));

    [Theory]
    [InlineData(-0.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Faults_PriceThatIsNone_AreOne(double price) =>
        Builder().Configure(o => o.Services["web"].InstanceHourPrice = price).Faults().ShouldHaveSingleItem().ShouldContain("InstanceHourPrice");

    [Fact]
    public void Faults_CapsAtTheirEdgesWithPrices_AreNone() => Builder().Configure(o =>
    {
        (o.Caps.TotalInstances, o.Caps.ShadowInstances, o.Caps.OverlapInstances, o.Caps.LaunchesPerHour, o.Caps.ShadowBudgetPerMonth) = (3, 0, 0, 0, 0);
        (o.Costs.Currency, o.Costs.MissingInstanceHour, o.Services["web"].InstanceHourPrice) = ("EUR", 4, 0);
    }).Faults().ShouldBeEmpty();

    [Fact]
    public void CostModel_BadPrices_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new CostModel("EUR", [new(new ServiceName("web"), -1)])).Message.ShouldContain("'web'");
        Should.Throw<ArgumentOutOfRangeException>(() => new CostModel("EUR", [], 0));
        Should.Throw<ArgumentException>(() => new CostModel(" ", []));
    }

    [Fact]
    public void Of_InstancesOverATime_CostsTheirHours()
    {
        var model = new CostModel("EUR", [new(new ServiceName("web"), 0.5)]);
        model.Of(new ServiceName("web"), 4, TimeSpan.FromMinutes(90)).ShouldBe(3);
        model.Of(new ServiceName("api"), 4, TimeSpan.FromMinutes(90)).ShouldBe(0);
    }

    private static MirrorPipelineBuilder Builder() => PipelineWorld.Steady().Builder().AddService("web", s => (s.LoadPerInstance, s.Floor) = (10, 3));
}
