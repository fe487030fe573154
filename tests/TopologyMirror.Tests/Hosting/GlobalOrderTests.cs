using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Tests.Hosting;

/// <summary>One order for every cluster of the host, with an answer per cluster.</summary>
public sealed class GlobalOrderTests
{
    private static HostWorld Two() => new((w, b) => b.AddCluster("shop", c => w.Simulated(c)).AddCluster("bank", c => w.Simulated(c)));

    [Fact]
    public void PauseAll_ThenResumeAll_ReachesEveryCluster()
    {
        using HostWorld world = Two();
        world.Run(async () =>
        {
            await world.StartAsync();
            IReadOnlyDictionary<ClusterName, OperatorReceipt> receipts = await world.Operator.PauseAllAsync("ann", "game day");
            receipts.Keys.Select(k => k.Value).ShouldBe(["bank", "shop"]);
            receipts.Values.ShouldAllBe(r => r.IsAccepted);
            await world.PassAsync(TimeSpan.FromMinutes(2));
            world.Operator.Status.ShouldAllBe(s => s.IsPaused && s.Pause!.Reason == "game day");

            (await world.Operator.ResumeAllAsync("ann", "over")).Values.ShouldAllBe(r => r.IsAccepted);
            await world.PassAsync(TimeSpan.FromMinutes(2));
            world.Operator.Status.ShouldAllBe(s => !s.IsPaused);
            await world.StopAsync();
        });
    }

    [Fact]
    public async Task HoldAll_OneHeldBefore_SaysByWhomAndTheHealthCheckIsDegraded()
    {
        using HostWorld world = Two();
        world.Run(async () =>
        {
            await world.StartAsync();
            await world.PassAsync(TimeSpan.FromMinutes(2));
            world.Operator.For("bank").Hold("bob", "audit");
            IReadOnlyDictionary<ClusterName, OperatorReceipt> receipts = await world.Operator.HoldAllAsync("ann", "freeze");
            receipts[new ClusterName("shop")].IsAccepted.ShouldBeTrue();
            receipts[new ClusterName("bank")].Refusal.ShouldNotBeNull().ShouldStartWith("Cluster 'bank' is held already, by bob since 2026-01-01 00:0");
            await world.PassAsync(TimeSpan.FromMinutes(2));
        });

        HealthReport health = await world.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(CancellationToken.None);
        health.Status.ShouldBe(HealthStatus.Degraded);
        health.Entries["topologymirror"].Description.ShouldNotBeNull().ShouldContain("Cluster 'shop' is held, by ann since 2026-01-01 00:0");
        world.Run(async () =>
        {
            (await world.Operator.ReleaseAllAsync("ann", "over")).Values.ShouldAllBe(r => r.IsAccepted);
            await world.PassAsync(TimeSpan.FromMinutes(2));
            world.Operator.Status.ShouldAllBe(s => !s.IsHeld);
            (await world.Operator.ReleaseAllAsync("ann", "again")).Values.ShouldAllBe(r => !r.IsAccepted);
            await world.StopAsync();
        });
    }
}
