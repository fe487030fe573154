using TopologyMirror.Pipeline;

namespace TopologyMirror.Tests.Hosting;

/// <summary>Hosts of one store share its clusters.</summary>
public sealed class HostShareTests
{
    private static readonly TimeSpan LeaseAndOneTick = new MirrorPipelineOptions().LeaseDuration + new MirrorPipelineOptions().TickInterval;

    [Fact]
    public void Hosts_OneDiesAndComesBack_ItsClustersAreTakenOverAndSharesEvenOut()
    {
        using var world = new SharingWorld();
        string[] clusters = [.. SharingWorld.Names(30)];
        world.World.Run(async () =>
        {
            await world.StartAsync("a", clusters);
            await world.StartAsync("b", clusters);
            await world.StartAsync("c", clusters);
            world.Held("a").ShouldBe(30);
            await world.PassAsync(TimeSpan.FromMinutes(10));
            (world.Held("a"), world.Held("b"), world.Held("c")).ShouldBe((10, 10, 10));
            world.Moves.Values.Sum().ShouldBe(20);

            string[] orphans = [.. world.Owned("b")];
            world.Moves.Clear();
            world.Kill("b");
            await world.PassAsync(LeaseAndOneTick);
            world.Owned().ShouldBe(30);
            (world.Held("a"), world.Held("c")).ShouldBe((15, 15));
            world.Moves.Where(m => m.Value > 0).Select(m => m.Key).ShouldBe(orphans);
            foreach (MirrorPipeline pipeline in world.PipelinesOf("a").Where(p => p.HoldsLease))
            {
                pipeline.Status.Epoch.ShouldNotBeNull(pipeline.Cluster.Value);
            }

            world.Moves.Clear();
            await world.StartAsync("b2", clusters);
            await world.PassAsync(TimeSpan.FromMinutes(10));
            (world.Held("a"), world.Held("b2"), world.Held("c")).ShouldBe((10, 10, 10));
            world.Moves.Values.Sum().ShouldBe(10);

            // At rest nothing moves.
            world.Moves.Clear();
            await world.PassAsync(TimeSpan.FromMinutes(30));
            world.Moves.Values.Sum().ShouldBe(0);
        });
    }

    [Fact]
    public void Hosts_OneStops_TheOthersTakeItsClusters()
    {
        using var world = new SharingWorld();
        string[] clusters = [.. SharingWorld.Names(6)];
        world.World.Run(async () =>
        {
            await world.StartAsync("a", clusters);
            await world.StartAsync("b", clusters);
            await world.PassAsync(TimeSpan.FromMinutes(1));
            await world.StopAsync("a");
            await world.PassAsync(TimeSpan.FromSeconds(10));
            world.Held("b").ShouldBe(6);
        });
    }

    [Fact]
    public void Hosts_ClusterThatOnlyOneIsConfiguredFor_IsNeverGivenBack()
    {
        using var world = new SharingWorld();
        string[] common = [.. SharingWorld.Names(10)];
        string[] own = [.. common.Select(c => $"a-{c}")];
        world.World.Run(async () =>
        {
            await world.StartAsync("a", own.Concat(common));
            await world.StartAsync("b", common);
            for (int minute = 0; minute < 20; minute++)
            {
                await world.PassAsync(TimeSpan.FromMinutes(1));
                world.Owned("a").Intersect(own).Count().ShouldBe(10);
            }

            (world.Held("a"), world.Held("b")).ShouldBe((10, 10));
            world.Moves.Where(m => own.Contains(m.Key)).Sum(m => m.Value).ShouldBe(0);
        });
    }

    [Fact]
    public void Hosts_MoreOwnClustersThanAnEvenShare_AreOwnedAllTheSame()
    {
        using var world = new SharingWorld();
        string[] clusters = [.. SharingWorld.Names(12)];
        world.World.Run(async () =>
        {
            await world.StartAsync("b", clusters.Take(2));
            await world.StartAsync("a", clusters.Skip(2));
            await world.PassAsync(TimeSpan.FromMinutes(3));
            (world.Held("a"), world.Held("b")).ShouldBe((10, 2));
        });
    }
}
