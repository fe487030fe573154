namespace TopologyMirror.Simulation.Tests;

public sealed class CampaignTests
{
    /// <summary>The faults that campaigns themselves bring about.</summary>
    private static readonly SimulationFault[] OfControllersAndOperators =
    [
        SimulationFault.CrashBeforeEffect, SimulationFault.CrashAfterEffect, SimulationFault.CrashBeforeRecord, SimulationFault.CrashAfterRecord,
        SimulationFault.PauseBeyondLease, SimulationFault.SecondOwner, SimulationFault.OperatorAborts, SimulationFault.OperatorPauses,
        SimulationFault.SecondRequest, SimulationFault.WrongForecast, SimulationFault.OldJournal,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(22)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(42)]
    public void Run_FixedSeeds_BreakNothingAndRest(int seed)
    {
        SimulationReport report = new SimulationCampaign { DrawnFrom = OfControllersAndOperators }.Run(seed);

        report.Failures.ShouldBeEmpty(string.Join(Environment.NewLine, report.Failures));
        report.Switchovers.ShouldBeGreaterThanOrEqualTo(100);
        report.InvariantChecks.ShouldBeGreaterThan(report.Switchovers);
    }

    [Theory]
    [InlineData(SimulationFault.CrashBeforeEffect)]
    [InlineData(SimulationFault.CrashAfterEffect)]
    [InlineData(SimulationFault.CrashBeforeRecord)]
    [InlineData(SimulationFault.CrashAfterRecord)]
    [InlineData(SimulationFault.PauseBeyondLease)]
    [InlineData(SimulationFault.SecondOwner)]
    [InlineData(SimulationFault.OperatorAborts)]
    [InlineData(SimulationFault.OperatorPauses)]
    [InlineData(SimulationFault.SecondRequest)]
    [InlineData(SimulationFault.WrongForecast)]
    [InlineData(SimulationFault.OldJournal)]
    public void Run_OneFaultOfControllersOrOperators_StrikesInsideRuns(SimulationFault fault)
    {
        // Forecasts are few beside calls and records.
        double probability = fault == SimulationFault.WrongForecast ? 0.5 : 0.05;
        var campaign = new SimulationCampaign { Faults = [fault], Probability = probability, Switchovers = 40 };

        SimulationReport report = campaign.Run([3, 4]);

        report.Failures.ShouldBeEmpty(string.Join(Environment.NewLine, report.Failures));
        report.HitsByFault[fault].ShouldBeGreaterThan(0);
        report.Hits.Keys.ShouldAllBe(p => !SimulationPairs.Impossible.ContainsKey(p));
    }

    [Fact]
    public void Run_TheSameSeedTwice_IsTheSameRun()
    {
        var campaign = new SimulationCampaign { KeepsLog = true, Switchovers = 60, DrawnFrom = OfControllersAndOperators };

        SimulationReport first = campaign.Run(5);
        SimulationReport second = campaign.Run(5);

        first.Hash.ShouldNotBeNull();
        second.Hash.ShouldBe(first.Hash);
        second.Events.ShouldBe(first.Events);
    }

    [Fact]
    public void Run_AUsersOwnTopology_BreaksNothingAndRests()
    {
        var campaign = new SimulationCampaign(ShopTopology.SetUp)
        {
            Switchovers = 20,
            Faults = [SimulationFault.CrashAfterEffect, SimulationFault.PauseBeyondLease, SimulationFault.OperatorAborts],
        };

        SimulationReport report = campaign.Run(1);

        report.Failures.ShouldBeEmpty(string.Join(Environment.NewLine, report.Failures));
        report.Committed.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Run_APlantedBug_IsFoundAndNeedsOneFault()
    {
        var campaign = new SimulationCampaign(world => ShopTopology.SetUp(world).DecorateSwitchover(s => new HastyCommit(s)))
        {
            Switchovers = 40,
            Probability = 0.05,
            Faults = [SimulationFault.CrashAfterRecord, SimulationFault.OperatorAborts, SimulationFault.SecondRequest, SimulationFault.WrongForecast],
        };

        SimulationReport report = campaign.Run(Enumerable.Range(1, 5));

        report.Failures.ShouldNotBeEmpty();
        SimulationFailure failure = report.Failures[0];
        failure.Shortest.ShouldBe([SimulationFault.OperatorAborts]);
        failure.Reasons.ShouldNotBeEmpty();
        failure.TimeLine.ShouldContain(l => l.Contains("journal", StringComparison.Ordinal));
        failure.ToString().ShouldStartWith($"seed {failure.Seed} fails with OperatorAborts (drawn:");
    }
}
