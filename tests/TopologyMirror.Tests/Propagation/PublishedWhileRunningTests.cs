using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Propagation;

/// <summary>What is published while a run is open changes nothing of that run: it ends as it would have, and the newest revision comes after it.</summary>
public sealed class PublishedWhileRunningTests
{
    [Theory]
    [InlineData(SwitchoverKind.Join, SwitchoverPhase.Reserve)]
    [InlineData(SwitchoverKind.Join, SwitchoverPhase.Validate)]
    [InlineData(SwitchoverKind.Join, SwitchoverPhase.Arm)]
    [InlineData(SwitchoverKind.Join, SwitchoverPhase.Route)]
    [InlineData(SwitchoverKind.Join, SwitchoverPhase.VerifyRoute)]
    [InlineData(SwitchoverKind.Replace, SwitchoverPhase.Reserve)]
    [InlineData(SwitchoverKind.Replace, SwitchoverPhase.Validate)]
    [InlineData(SwitchoverKind.Replace, SwitchoverPhase.Arm)]
    [InlineData(SwitchoverKind.Replace, SwitchoverPhase.Route)]
    [InlineData(SwitchoverKind.Replace, SwitchoverPhase.VerifyRoute)]
    [InlineData(SwitchoverKind.Replace, SwitchoverPhase.Shift)]
    [InlineData(SwitchoverKind.Replace, SwitchoverPhase.VerifyShift)]
    [InlineData(SwitchoverKind.Replace, SwitchoverPhase.Bake)]
    public void Publish_InAnyPhaseOfARun_LeavesTheRunAndComesAfterIt(SwitchoverKind kind, SwitchoverPhase at)
    {
        var shop = new DeliveryWorld();
        ConfigurationBundle? newest = null;
        MirrorPipeline pipeline = shop.Builder().DecorateSwitchover(inner => new Tripwire(inner, s =>
            newest ??= s.Plan.Kind == kind && s.Phase == at ? shop.Publish("web:3") : null)).Build();
        ConfigDigest running = Open(shop, pipeline, kind);
        shop.World.Run(() => shop.World.TickAsync(pipeline, 100, _ => newest is not null && shop.Serving.SequenceEqual([newest.Digest]) && pipeline.Status.OpenRun is null));

        SwitchoverState[] runs = [.. shop.World.Runs.Where(r => r.Plan.Kind is SwitchoverKind.Join or SwitchoverKind.Replace)];
        (runs[0].Plan.Kind, runs[0].Plan.Digest, runs[0].Outcome).ShouldBe((kind, running, SwitchoverOutcome.Committed));
        (runs[^1].Plan.Kind, runs[^1].Plan.Digest, runs[^1].Outcome).ShouldBe((SwitchoverKind.Replace, newest!.Digest, SwitchoverOutcome.Committed));
        pipeline.Status.RejectedDigest.ShouldBeNull();
        shop.World.Serving.ShouldBeGreaterThanOrEqualTo(3);
        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Publish_TwiceInABake_ReleasesOnlyTheNewestAfterIt()
    {
        var shop = new DeliveryWorld();
        MirrorPipeline pipeline = shop.Build();
        ConfigDigest second = Open(shop, pipeline, SwitchoverKind.Replace);
        ConfigurationBundle? skipped = null;
        ConfigurationBundle? newest = null;
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 60, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
            skipped = shop.Publish("web:3");
            await shop.World.TickAsync(pipeline);
            newest = shop.Publish("web:4");
            await shop.World.TickAsync(pipeline, 100, _ => shop.Serving.SequenceEqual([newest.Digest]) && pipeline.Status.OpenRun is null);
            await shop.World.TickAsync(pipeline, 20);
        });

        shop.Replaces.Select(r => (r.Plan.Digest, r.Outcome)).ShouldBe([(second, SwitchoverOutcome.Committed), (newest!.Digest, SwitchoverOutcome.Committed)]);
        shop.World.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == newest.Digest);
        shop.Notes("activating").ShouldNotContain(n => n.Contains(skipped!.Digest.Abbreviated, StringComparison.Ordinal));
        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    /// <summary>Makes a run due, and tells the digest that it is about.</summary>
    private static ConfigDigest Open(DeliveryWorld shop, MirrorPipeline pipeline, SwitchoverKind kind)
    {
        ConfigDigest digest = shop.First.Digest;
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 6);
            if (kind == SwitchoverKind.Join)
            {
                pipeline.Operator.Promote("ann", "sale").IsAccepted.ShouldBeTrue();
            }
            else
            {
                digest = shop.Publish("web:2").Digest;
            }
        });
        return digest;
    }
}
