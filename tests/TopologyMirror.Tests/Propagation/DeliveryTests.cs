using TopologyMirror.Pipeline;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Propagation;

/// <summary>A published revision comes to shadow instances, is executed there, and is released.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public void Publish_WithFilesAndSteps_IsDeliveredExecutedAndReleased()
    {
        var shop = new DeliveryWorld();
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 5);
            ConfigurationBundle second = shop.Publish("web:2", DeliveryWorld.With(
                DeliveryWorld.Step("warm"), DeliveryWorld.Step("deploy", ExecutionStepKind.Deployment), DeliveryWorld.Step("widen", ExecutionStepKind.SchemaExpand)));
            await shop.World.TickAsync(pipeline, 60, _ => shop.Replaces.Any());
            shop.Replaces.Single().Outcome.ShouldBe(SwitchoverOutcome.Committed);
            shop.Serving.ShouldBe([second.Digest]);
        });

        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
        shop.World.ShouldHaveJournaledEveryEffect();

        // Once per revision, and before anything of it runs on an instance; scripts on every one.
        IReadOnlyList<SimulatedExecution> executions = shop.Steps.Executions;
        (shop.Steps.Count("widen"), shop.Steps.Count("deploy")).ShouldBe((1, 1));
        executions.Take(2).Select(e => e.Step).ShouldBe(["widen", "deploy"]);
        executions.Skip(2).Where(e => e.Step == "warm").Select(e => e.Instance).ShouldBeUnique();
        shop.Replaces.Single().Plan.Promote.ShouldAllBe(i => executions.Any(e => e.Step == "warm" && e.Instance == i));
    }

    [Fact]
    public void Surge_AtLivesRevision_JoinsCoverThatWasDelivered()
    {
        var shop = new DeliveryWorld(m => m < 12 ? 25 : 45);
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(() => shop.World.TickAsync(pipeline, 30));

        shop.World.Serving.ShouldBeGreaterThanOrEqualTo(5);
        shop.Serving.ShouldBe([shop.First.Digest]);
        shop.Notes($"delivering {shop.First.Digest.Abbreviated}").Count().ShouldBeGreaterThanOrEqualTo(2);
        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Deliver_InstanceHoldsSomeBlobs_GetsOnlyTheOthers()
    {
        var shop = new DeliveryWorld();
        ConfigDigest[] seen = [];
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(async () =>
        {
            // One blob is corrupted on its way the first time: the second delivery brings that one alone.
            BlobDigest corrupt = shop.First.Blobs.First();
            var spoilt = new SortedSet<InstanceId>();
            shop.Configuration.Corrupts = (instance, blob) => blob == corrupt && spoilt.Add(instance);
            await shop.World.TickAsync(pipeline, 8);
            seen = [.. shop.World.Cluster.Fleet.Instances.Select(i => i.InForce!.Value).Distinct()];
        });

        seen.ShouldBe([shop.First.Digest]);
        shop.Notes("delivering ").Select(n => n.Split(" with ")[1].Split(" (")[0]).ShouldBe(["2 blobs", "1 blobs"]);
    }

    [Fact]
    public void Deliver_ManyInstances_KeepsToTheFanOut()
    {
        var slow = new SimulationProfile { ShortestDelivery = TimeSpan.FromSeconds(20), LongestDelivery = TimeSpan.FromSeconds(25) };
        var shop = new DeliveryWorld(profile: slow);
        int most = 0;
        MirrorPipeline pipeline = shop.Build(o =>
        {
            o.Shadow.StandingCover = 8;
            o.Propagation.FanOut = 3;
        });
        shop.World.Run(async () =>
        {
            for (int i = 0; i < 12; i++)
            {
                await shop.World.TickAsync(pipeline);
                most = Math.Max(most, shop.World.Cluster.Fleet.Instances.Count(x => x.Content.Delivering is not null));
            }
        });

        most.ShouldBe(3);
        shop.World.Cluster.Fleet.Instances.Count.ShouldBe(11);
        shop.World.Cluster.Fleet.Instances.ShouldAllBe(i => i.InForce == shop.First.Digest);
    }

    [Fact]
    public void Publish_DuringADelivery_IsReleasedInsteadAndNothingIsLost()
    {
        var shop = new DeliveryWorld(profile: new SimulationProfile { ShortestDelivery = TimeSpan.FromMinutes(3), LongestDelivery = TimeSpan.FromMinutes(4) });
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 10);
            ConfigurationBundle second = shop.Publish("web:2", DeliveryWorld.With(DeliveryWorld.Step("warm")));
            await shop.World.TickAsync(pipeline, 10, _ => shop.Notes($"delivering {second.Digest.Abbreviated}").Any());
            ConfigurationBundle third = shop.Publish("web:3");
            await shop.World.TickAsync(pipeline, 60);
            shop.Replaces.Select(r => (r.Plan.Digest, r.Outcome)).ShouldBe([(third.Digest, SwitchoverOutcome.Committed)]);
            shop.Serving.ShouldBe([third.Digest]);
            shop.World.Cluster.Fleet.Instances.ShouldAllBe(i => i.Digest == third.Digest);
        });
        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Publish_InTheBake_ComesAfterItWithItsOwnDelivery()
    {
        var shop = new DeliveryWorld();
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 5);
            ConfigurationBundle second = shop.Publish("web:2");
            await shop.World.TickAsync(pipeline, 60, t => t.OpenRun is { Phase: SwitchoverPhase.Bake });
            ConfigurationBundle third = shop.Publish("web:3", DeliveryWorld.With(DeliveryWorld.Step("warm")));
            await shop.World.TickAsync(pipeline, 90);
            shop.Replaces.Select(r => (r.Plan.Digest, r.Outcome)).ShouldBe(
                [(second.Digest, SwitchoverOutcome.Committed), (third.Digest, SwitchoverOutcome.Committed)]);
            shop.Serving.ShouldBe([third.Digest]);
        });
        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
    }

    [Fact]
    public void Restore_OfTheRevisionBefore_ReleasesItAgain()
    {
        var shop = new DeliveryWorld();
        MirrorPipeline pipeline = shop.Build();
        shop.World.Run(async () =>
        {
            await shop.World.TickAsync(pipeline, 5);
            shop.Publish("web:2");
            await shop.World.TickAsync(pipeline, 60, _ => shop.Replaces.Any());
            shop.Published.Restore(shop.World.Cluster.Name, shop.First.Digest);
            await shop.World.TickAsync(pipeline, 60, _ => shop.Replaces.Count() == 2);
            shop.Serving.ShouldBe([shop.First.Digest]);
        });
        shop.World.Cluster.Watch.Violations.ShouldBeEmpty();
    }
}
