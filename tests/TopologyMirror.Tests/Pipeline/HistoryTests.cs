using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>The journal tells who changed what, why, when, at which digest, and what was observed of the routes.</summary>
public sealed class HistoryTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    [Fact]
    public void ReadHistoryAsync_ARelease_TellsAllOfIt()
    {
        PipelineWorld world = PipelineWorld.Steady();
        world.Run(async () =>
        {
            MirrorPipeline owner = world.Build();
            await world.TickAsync(owner, 3);
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(owner, 40, t => t.ClosedRuns.Count > 0);

            IReadOnlyList<RunHistory> history = await world.Build(owner: "two").Operator.ReadHistoryAsync();
            RunHistory run = history.ShouldHaveSingleItem();
            (run.Plan.Kind, run.Plan.Digest, run.Outcome).ShouldBe((SwitchoverKind.Replace, Second, SwitchoverOutcome.Committed));
            (run.Plan.Actor, run.Plan.Reason).ShouldBe((world.Runs.Last().Plan.Actor, world.Runs.Last().Plan.Reason));
            run.Duration.ShouldBe(world.Runs.Last().EnteredAt - run.Plan.OpenedAt);
            run.Phases.Select(p => p.Phase).ShouldBe([
                SwitchoverPhase.Validate, SwitchoverPhase.Arm, SwitchoverPhase.Route, SwitchoverPhase.VerifyRoute, SwitchoverPhase.Shift,
                SwitchoverPhase.VerifyShift, SwitchoverPhase.Bake]);
            run.Effects.ShouldAllBe(e => e.Outcome == "Accepted" && e.AnsweredAt >= e.IntendedAt);
            run.Routes.Select(r => (r.Router, r.Instance)).ShouldBe(run.Plan.Promote.Select(i => ("lb", i)));
            run.Epochs.ShouldHaveSingleItem();
            (await owner.Operator.ReadHistoryAsync(from: run.ClosedAt)).ShouldBeEmpty();
            (await owner.Operator.ReadHistoryAsync(to: run.Plan.OpenedAt)).ShouldBeEmpty();
        });
    }

    [Fact]
    public void TickAsync_JournalLost_NumbersGoOnAfterWhatInstancesTell()
    {
        var world = new PipelineWorld(m => m < 30 ? 25 : 55);
        world.Run(async () =>
        {
            MirrorPipeline first = world.Build();
            await world.TickAsync(first, 20);
            int instances = world.Cluster.Fleet.Instances.Count;
            await first.DisposeAsync();

            var empty = new InMemoryStore(world.World.Time);
            for (int i = 0; i < 5; i++)
            {
                // The fence of the ports outlives the store.
                await empty.ReleaseAsync((await empty.TryAcquireAsync(world.Cluster.Name, "x", TimeSpan.FromSeconds(1), CancellationToken.None))!, CancellationToken.None);
            }

            MirrorPipeline second = world.Builder().UseStore(empty).Build();
            await world.TickAsync(second, 40);
            empty.Read(world.Cluster.Name, 0).Where(r => r.Kind == JournalRecordKind.Opened).ShouldAllBe(r => r.Run.Value > 1);
            instances.ShouldBe(4);
        });
        world.Serving.ShouldBeGreaterThanOrEqualTo(6);
    }
}
