using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Data;

/// <summary>Stores that refuse or forget, controllers that die, operators who abort: one writer at any instant, and no acknowledged write is lost.</summary>
public sealed class WriterFaultTests
{
    private static WorkWorld Store(int seed = 7) => new(seed, work: false, reversible: true);

    [Theory]
    [InlineData("Quiesce", false)]
    [InlineData("Fence", false)]
    [InlineData("Promote", false)]
    [InlineData("Reverse", false)]
    [InlineData("Quiesce", true)]
    [InlineData("Fence", true)]
    [InlineData("Promote", true)]
    public void Replace_StoreRefusesOrForgets_EndsWithTheOldWriterAndEveryWrite(string call, bool forgets)
    {
        WorkWorld world = Store();
        world.Run(async () =>
        {
            await world.TickAsync(3);
            if (forgets)
            {
                world.Cluster.Store!.Faults.Forget(call, 3);
            }
            else
            {
                world.Cluster.Store!.Faults.Refuse(call, 3, "not now");
            }

            await world.ReplaceAsync();
        });

        // Three attempts in a row that come to nothing are enough; with a pause between them the time for parked writes is over first.
        world.Replace.Outcome.ShouldNotBe(SwitchoverOutcome.RolledBack);
        if (world.Replace.Outcome == SwitchoverOutcome.Aborted)
        {
            world.DataSet!.Writers.Single().Value.ShouldBe("web-first-0001");
        }

        world.DataSet!.Writers.Count.ShouldBe(1);
        world.DataSet.Observe().ParkedSince.ShouldBeNull();
        world.ShouldBeUnharmed();
    }

    [Fact]
    public void Fence_RefusedForGood_SaysSo()
    {
        WorkWorld world = Store();
        world.Run(async () =>
        {
            await world.TickAsync(3);
            world.Cluster.Store!.Faults.Refuse("Fence", message: "the fence is out of order");
            await world.ReplaceAsync();
        });

        world.Replace.Outcome.ShouldBe(SwitchoverOutcome.Aborted);
        world.Replace.Reached.ShouldBe(SwitchoverPhase.Fence);
        world.DataSet!.Writers.Single().Value.ShouldBe("web-first-0001");
        world.ShouldBeUnharmed();
    }

    [Fact]
    public void Replace_ControllerDiesAtAnyRecord_LosesNothing()
    {
        int records = Play(int.MaxValue, before: false, seed: 7).Journal.Appended;
        records.ShouldBeGreaterThan(40);
        for (int record = 1; record <= records; record++)
        {
            WorkWorld world = Play(record, before: record % 2 == 0, seed: 7);
            world.Journal.Crashes.ShouldBe(1);
            world.Runs.ShouldContain(r => r.Plan.Kind == SwitchoverKind.Replace && r.Outcome == SwitchoverOutcome.RolledBack, $"after a crash at record {record}");
            world.Pipeline.Status.OpenRun.ShouldBeNull($"after a crash at record {record}");
            world.DataSet!.Writers.Count.ShouldBe(1, $"after a crash at record {record}: {world.Story()}");
            world.DataSet.Observe().ParkedSince.ShouldBeNull();
            world.ShouldBeUnharmed();
        }
    }

    [Fact]
    public void Replace_ManySeeds_HaveOneWriterAndLoseNothing()
    {
        int rolledBack = 0;
        int aborted = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            WorkWorld world = Store(seed: seed);
            SimulationRandom random = world.World.Random("test");
            world.DataSet!.ReplicaLag = random.NextBetween(TimeSpan.Zero, TimeSpan.FromSeconds(4));
            SwitchoverPhase phase = (SwitchoverPhase)random.NextBetween(TimeSpan.FromTicks(0), TimeSpan.FromTicks((long)SwitchoverPhase.Unwind)).Ticks;
            string call = new[] { "Quiesce", "Release", "Fence", "Promote", "Reverse" }[seed % 5];
            int crashAt = (int)(60 * random.NextDouble());
            world.Journal.At = _ => world.Journal.Appended == crashAt;
            world.Run(async () =>
            {
                await world.TickAsync(3);
                if (seed % 4 == 1)
                {
                    world.Cluster.Store!.Faults.Refuse(call, 2);
                }
                else if (seed % 4 == 2)
                {
                    world.Cluster.Store!.Faults.Forget(call, 2);
                }

                world.AbortIn(phase);
                world.Release();
                await world.TickAsync(25);
                world.Journal.At = null;
                await world.TickAsync(20, () => world.Pipeline.Status.OpenRun is null);
                await world.TickAsync(2);
            });
            rolledBack += world.Runs.Count(r => r.Outcome == SwitchoverOutcome.RolledBack);
            aborted += world.Runs.Count(r => r.Outcome == SwitchoverOutcome.Aborted);
            world.Runs.ShouldContain(r => r.Plan.Kind == SwitchoverKind.Replace, $"seed {seed}");
            world.DataSet.Writers.Count.ShouldBe(1, $"seed {seed}: {world.Story()}");
            world.Cluster.Watch.Violations.ShouldBeEmpty($"seed {seed}");
            world.ShouldBeUnharmed();
        }

        rolledBack.ShouldBeGreaterThan(5);
        aborted.ShouldBeGreaterThan(5);
    }

    private static WorkWorld Play(int crashAt, bool before, int seed)
    {
        WorkWorld world = Store(seed: seed);
        world.Journal.IsBeforeTheRecord = before;
        world.Journal.At = _ => world.Journal.Appended == crashAt;
        world.Cluster.Monitoring.FailWhenServing(new ConfigDigest(2.ToString("x64", null)), TimeSpan.FromSeconds(75));
        world.Run(async () =>
        {
            await world.TickAsync(3);
            world.Release();
            await world.TickAsync(27);
        });
        return world;
    }
}
