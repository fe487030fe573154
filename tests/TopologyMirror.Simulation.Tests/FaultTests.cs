namespace TopologyMirror.Simulation.Tests;

/// <summary>Every fault by itself: it strikes inside a run, breaks nothing, and once it is mended everything comes to rest.</summary>
public sealed class FaultTests
{
    private static readonly int[] Seeds = [.. (Environment.GetEnvironmentVariable("FAULT_SEEDS") ?? "1,2").Split(',').Select(int.Parse)];

    public static TheoryData<SimulationFault, double> Faults => new()
    {
        { SimulationFault.StaleObservation, 0.3 },
        { SimulationFault.MissedObservation, 0.2 },
        { SimulationFault.DuplicateCall, 0.8 },
        { SimulationFault.TimeoutApplied, 0.3 },
        { SimulationFault.TimeoutNotApplied, 0.3 },
        { SimulationFault.Throttling, 0.2 },
        { SimulationFault.PartialBatch, 0.5 },
        { SimulationFault.NoCapacity, 0.5 },
        { SimulationFault.LaunchDown, 0.5 },
        { SimulationFault.NewSideUnreachable, 0.5 },
        { SimulationFault.OldSideUnreachable, 0.5 },
        { SimulationFault.ReorderedCalls, 1 },
        { SimulationFault.ReadyThenDead, 0.3 },
        { SimulationFault.WrongDigest, 0.4 },
        { SimulationFault.Flapping, 0.3 },
        { SimulationFault.NeverReady, 0.5 },
        { SimulationFault.SlowColdStart, 0.8 },
        { SimulationFault.ZoneLost, 0.3 },
        { SimulationFault.HandEditedWeight, 0.3 },
        { SimulationFault.HandEditedSize, 0.3 },
        { SimulationFault.SecondAutoscaler, 0.3 },
        { SimulationFault.LaggingDataPlane, 0.5 },
        { SimulationFault.ReloadLosesDrain, 0.3 },
        { SimulationFault.EmptyTargetGroup, 0.2 },
        { SimulationFault.DnsIgnoresTtl, 0.8 },
        { SimulationFault.DnsEmptyAnswer, 0.2 },
        { SimulationFault.EndlessConnections, 0.5 },
        { SimulationFault.ReplicationLag, 0.5 },
        { SimulationFault.ReplicationStop, 0.3 },
        { SimulationFault.ReplicationDivergence, 0.3 },
        { SimulationFault.GrowthWhileParked, 0.5 },
        { SimulationFault.WriterIgnoresFence, 0.8 },
        { SimulationFault.ReversePathBreaks, 0.5 },
        { SimulationFault.TornRecord, 0.5 },
        { SimulationFault.LostRecord, 0.1 },
        { SimulationFault.StaleJournalRead, 0.5 },
        { SimulationFault.DiskFull, 0.02 },
        { SimulationFault.StoreDown, 0.01 },
        { SimulationFault.StoreUnreachable, 0.01 },
        { SimulationFault.MetricsZero, 0.2 },
        { SimulationFault.MetricsSilent, 0.2 },
        { SimulationFault.SurgeAtSwitch, 0.2 },
        { SimulationFault.RetryStorm, 0.8 },
        { SimulationFault.PoisonousBundle, 0.8 },
        { SimulationFault.OversizedBundle, 0.5 },
        { SimulationFault.ChangedBundle, 0.3 },
        { SimulationFault.ExpiredSecret, 0.3 },
        { SimulationFault.MigrationFails, 0.5 },
        { SimulationFault.HookHangs, 0.3 },
        { SimulationFault.HookThrows, 0.3 },
        { SimulationFault.HookSucceedsTwice, 0.8 },
        { SimulationFault.ClockJump, 0.3 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Run_UnderOneFault_ItStrikesAndAllComesToRest(SimulationFault fault, double probability)
    {
        foreach (int seed in Seeds)
        {
            FaultScenario scenario = FaultScenario.Run(seed, fault, probability);

            scenario.Failures().ShouldBeEmpty(scenario.Story());
            scenario.Hits.ShouldBeGreaterThan(0, scenario.Story());
        }
    }
}
