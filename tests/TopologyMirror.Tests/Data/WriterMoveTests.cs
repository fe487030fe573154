using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Data;

/// <summary>The writer of a data set moves with its side, and no acknowledged write is lost, whatever happens on the way.</summary>
public sealed class WriterMoveTests
{
    private static WorkWorld Store(bool reversible = true) => new(work: false, reversible: reversible);

    [Fact]
    public void Replace_WriterLeaves_MovesItThroughEveryPhase()
    {
        WorkWorld world = Store();
        world.Run(async () =>
        {
            await world.TickAsync(3);
            await world.ReplaceAsync();
            await world.TickAsync(10);
        });

        world.Replace.Outcome.ShouldBe(SwitchoverOutcome.Committed);
        world.Replace.Plan.Writers.Single().From.Value.ShouldBe("web-first-0001");
        world.DataSet!.Writers.Single().ShouldBe(world.Replace.Plan.Writers.Single().To!.Value);
        Entered(world).ShouldBe([
            "Validate", "Arm", "Quiesce", "CatchUp", "Fence", "PromoteData", "Route", "VerifyRoute", "Shift", "VerifyShift", "Bake"]);
        world.DataSet.TimedOut.ShouldBe(0);
        world.DataSet.Acknowledged.ShouldBeGreaterThan(1000);
        world.ShouldBeUnharmed();
    }

    [Fact]
    public void ScaleIn_WriterLeaves_MovesItToWhatStays()
    {
        // Four serve, three are needed from minute 20 on; the writer is the youngest.
        var world = new WorkWorld(load: m => m < 20 ? 35 : 25, work: false, reversible: true, web: 4);
        world.Run(async () =>
        {
            await world.TickAsync(5);
            await world.ReplaceAsync();
            SimulatedInstance youngest = world.Cluster.Fleet.Instances.Where(i => i.IsServing).OrderByDescending(i => i.LaunchedAt).ThenByDescending(i => i.Id).First();
            world.DataSet!.PlaceWriter(youngest.Id);
            await world.TickAsync(60, () => world.Runs.Any(r => r.Plan.Kind == SwitchoverKind.ScaleIn));
            world.Runs.Last().Plan.Writers.Single().From.ShouldBe(youngest.Id);
        });

        world.Runs.Last().Outcome.ShouldBe(SwitchoverOutcome.Committed);
        world.Runs.Last().Plan.Leaving.ShouldNotContain(world.DataSet!.Writers.Single());
        world.ShouldBeUnharmed();
    }

    [Theory]
    [InlineData(SwitchoverPhase.Quiesce, SwitchoverOutcome.Aborted)]
    [InlineData(SwitchoverPhase.CatchUp, SwitchoverOutcome.Aborted)]
    [InlineData(SwitchoverPhase.Fence, SwitchoverOutcome.Aborted)]
    [InlineData(SwitchoverPhase.PromoteData, SwitchoverOutcome.Aborted)]
    [InlineData(SwitchoverPhase.Route, SwitchoverOutcome.RolledBack)]
    [InlineData(SwitchoverPhase.Bake, SwitchoverOutcome.RolledBack)]
    public void Abort_InAnyPhaseOfTheWay_BringsTheWriterBack(SwitchoverPhase phase, SwitchoverOutcome outcome)
    {
        WorkWorld world = Store();
        world.Run(async () =>
        {
            await world.TickAsync(3);
            world.AbortIn(phase);
            await world.ReplaceAsync();
        });

        // Nothing follows yet: what was aborted before routes is tried again by later ticks.
        world.Replace.Outcome.ShouldBe(outcome);
        world.Replace.Reason.ShouldBe("ann: not now");
        world.Replace.Reached.ShouldBe(phase);
        world.DataSet!.Writers.Single().Value.ShouldBe("web-first-0001");
        world.DataSet.Observe().ParkedSince.ShouldBeNull();
        world.DataSet.TimedOut.ShouldBe(0);
        world.ShouldBeUnharmed();
    }

    [Fact]
    public void Abort_InTheBakeWithoutAReversePath_Holds()
    {
        WorkWorld world = Store(reversible: false);
        world.Run(async () =>
        {
            await world.TickAsync(3);
            world.AbortIn(SwitchoverPhase.Bake);
            world.Release();
            await world.TickAsync(40, () => world.Pipeline.Status.OpenRun?.HoldReason is not null);
            await world.TickAsync(5);
        });

        InstanceId writer = world.DataSet!.Writers.Single();
        world.Pipeline.Status.OpenRun!.Phase.ShouldBe(SwitchoverPhase.Unwind);
        world.Pipeline.Status.OpenRun!.HoldReason!.ShouldBe(
            $"Data set 'orders' was handed to '{writer}', and 'web-first-0001' does not hold all that was acknowledged since: it stays as it is. ann: not now");
        world.Pipeline.Status.LastFault!.ShouldContain("is held in phase Unwind: Data set 'orders'");
        world.Cluster.Fleet.Find(writer)!.IsServing.ShouldBeTrue();
        world.ShouldBeUnharmed();
    }

    [Fact]
    public void Replace_NoReplicaOnTheNewSide_IsAbortedByName()
    {
        WorkWorld world = Store();
        world.Run(async () =>
        {
            await world.TickAsync(3);
            world.DataSet!.HoldsOnly(i => i.Value.StartsWith("web-first", StringComparison.Ordinal));
            await world.ReplaceAsync();
        });

        world.Replace.Outcome.ShouldBe(SwitchoverOutcome.Aborted);
        world.Replace.Reason.ShouldBe("Data set 'orders' has no replica that could take over from instance 'web-first-0001'.");
        world.ShouldBeUnharmed();
    }

    [Fact]
    public void Replace_ReplicaTooFarBehind_WaitsUnparkedThenAbortsByValueAndLimit()
    {
        WorkWorld world = Store();
        world.DataSet!.ReplicaLag = TimeSpan.FromSeconds(40);
        world.Run(async () =>
        {
            await world.TickAsync(3);
            await world.ReplaceAsync();
        });

        world.Replace.Outcome.ShouldBe(SwitchoverOutcome.Aborted);
        world.Replace.Reason!.ShouldMatch(@"^Waited 00:05:00: replica 'web-\d+' of data set 'orders' is 00:00:(39|40)(\.\d+)? behind, more than half of the 00:00:10 for which writes may be parked\.$");
        world.World.Log.Events.ShouldNotContain(e => e.Component == "shop/store");
        world.ShouldBeUnharmed();
    }

    [Fact]
    public void CatchUp_ReplicaStopsToFollow_LetsTheWritesGoByThemselves()
    {
        WorkWorld world = Store();
        world.Run(async () =>
        {
            await world.TickAsync(3);
            world.Cluster.Store!.OnInForce = change =>
            {
                if (change == TopologyMirror.Data.DataChange.Quiesce)
                {
                    foreach (SimulatedInstance instance in world.Cluster.Fleet.Instances.Where(i => !i.IsServing))
                    {
                        world.DataSet!.SetLag(instance.Id, null);
                    }
                }
            };
            world.DataSet!.ReplicaLag = TimeSpan.FromSeconds(2);
            await world.ReplaceAsync();
        });

        world.Replace.Outcome.ShouldBe(SwitchoverOutcome.Aborted);
        world.Replace.Reason!.ShouldStartWith("The writes of data set 'orders' were let go before it changed hands: waited for replica 'web-");
        world.DataSet!.LongestWait.ShouldBeLessThan(TimeSpan.FromSeconds(11));
        world.DataSet.TimedOut.ShouldBe(0);
        world.ShouldBeUnharmed();
    }

    [Fact]
    public void Faults_DataSetsWithoutASynchronizer_NamesBoth() =>
        PipelineWorld.Steady().Builder().AddService("web", s => s.DataSets.Add("orders")).Faults().ShouldBe([
            "Service 'web' of cluster 'shop' declares data set 'orders', and the cluster has no data synchroniser; call UseDataSynchronizer or a provider's Use method."]);

    [Fact]
    public void Faults_QuiesceTimeOverHalfATick_NamesBoth() =>
        Store().Builder("x").Configure(o => o.Switchover.QuiesceTime = TimeSpan.FromSeconds(31)).Faults().ShouldBe([
            "SwitchoverOptions.QuiesceTime (00:00:31) must not be longer than half of MirrorPipelineOptions.TickInterval (00:01:00)."]);

    private static IEnumerable<string> Entered(WorkWorld world) => world.World.Store.Read(world.Cluster.Name, 0)
        .Where(r => r.Kind == JournalRecordKind.Entered && r.Run == world.Replace.Plan.Run)
        .Select(r => JournalPayloads.Read(r.Payload, JournalPayloads.Default.EnteredPayload, r.Sequence).Phase.ToString());
}
