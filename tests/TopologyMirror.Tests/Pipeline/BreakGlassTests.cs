using TopologyMirror.Durability;
using TopologyMirror.Pipeline;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Broken glass stops all automation of a cluster, whoever owns it and in whatever phase a run is.</summary>
public sealed class BreakGlassTests
{
    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private static double Surge(int minute) => minute is >= 6 and < 60 ? 55 : 25;

    [Fact]
    public void BreakGlassAsync_BeforeASurge_NothingIsIssuedUntilItIsMended()
    {
        var world = new PipelineWorld(Surge);
        world.Run(async () =>
        {
            MirrorPipeline owner = world.Build();
            MirrorPipeline standby = world.Build(owner: "two");
            await world.TickAsync(owner, 2);
            long effects = world.Cluster.Watch.Effects;
            await standby.Operator.BreakGlassAsync("ann", "migration");
            await world.TickAsync(owner, 15);
            world.Cluster.Watch.Effects.ShouldBe(effects);
            owner.Status.BrokenGlass.ShouldNotBeNull().Actor.ShouldBe("ann");
            owner.Status.LastFault.ShouldNotBeNull().ShouldStartWith("All automation of cluster 'shop' was stopped by ann at");
            (await owner.Operator.PromoteAsync("bob", "surge")).IsAccepted.ShouldBeTrue();
            await world.TickAsync(owner);
            owner.Status.LastRefusal.ShouldNotBeNull().Reason.ShouldBe("All automation of cluster 'shop' was stopped by ann: migration");

            (await owner.Operator.MendGlassAsync("ann", "done")).ShouldBeTrue();
            (await owner.Operator.MendGlassAsync("ann", "done")).ShouldBeFalse();
            await world.TickAsync(owner, 15);
            owner.Status.BrokenGlass.ShouldBeNull();
        });
        world.Serving.ShouldBeGreaterThanOrEqualTo(6);
        Commands(world).ShouldBe(["BreakGlass by ann", "MendGlass by ann"]);
    }

    [Theory]
    [InlineData(SwitchoverPhase.Reserve)]
    [InlineData(SwitchoverPhase.Arm)]
    [InlineData(SwitchoverPhase.Route)]
    [InlineData(SwitchoverPhase.VerifyRoute)]
    [InlineData(SwitchoverPhase.Shift)]
    [InlineData(SwitchoverPhase.Bake)]
    public void BreakGlassAsync_InAnyPhaseOfARelease_LeavesItAsItIsAndItGoesOnAfterwards(SwitchoverPhase at)
    {
        PipelineWorld world = PipelineWorld.Steady();
        bool broken = false;
        world.Run(async () =>
        {
            MirrorPipeline? pipeline = null;
            pipeline = world.Builder().DecorateSwitchover(inner => new Tripwire(inner, s =>
            {
                if (s.Phase == at && !broken)
                {
                    broken = true;
                    pipeline!.Operator.BreakGlass("ann", "stop");
                }
            })).Build();
            world.Cluster.Configuration.Desired = Second;
            await world.TickAsync(pipeline, 30, _ => broken);
            long effects = world.Cluster.Watch.Effects;
            await world.World.WaitUntilAsync(world.World.Now.AddSeconds(40));
            await world.TickAsync(pipeline, 20);
            int intents = world.Journal.Count(r => r.Kind == JournalRecordKind.Intent);
            await world.TickAsync(pipeline, 5);
            world.Journal.Count(r => r.Kind == JournalRecordKind.Intent).ShouldBe(intents);
            world.Serving.ShouldBeGreaterThanOrEqualTo(3);

            await world.World.Store.MendGlassAsync(world.Cluster.Name, CancellationToken.None);
            await world.TickAsync(pipeline, 40);
            pipeline.Status.OpenRun.ShouldBeNull();
            pipeline.Status.LiveDigest.ShouldBe(Second);
        });
        broken.ShouldBeTrue();
        world.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    private static IEnumerable<string> Commands(PipelineWorld world) => world.Journal
        .Where(r => r.Kind == JournalRecordKind.Command)
        .Select(r => JournalPayloads.Read(r.Payload, JournalPayloads.Default.CommandPayload, r.Sequence))
        .Select(c => $"{c.Command} by {c.Actor}");
}
