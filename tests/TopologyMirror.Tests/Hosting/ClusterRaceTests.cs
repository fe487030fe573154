using System.Globalization;
using TopologyMirror.Hosting;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Hosting;

/// <summary>Many threads change the clusters of one host: each change happens whole or is refused.</summary>
public sealed class ClusterRaceTests
{
    [Fact]
    public async Task Changes_FromManyThreads_HappenWholeOrAreRefused()
    {
        using HostWorld world = new((_, _) => { }, o => o.CheckReachability = false);
        SimulatedCluster ports = world.World.Cluster(new ClusterName("ports"));
        int[] balance = new int[4];
        int refused = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                int cluster = (thread + i) % balance.Length;
                string name = string.Create(CultureInfo.InvariantCulture, $"c{cluster}");
                try
                {
                    if ((thread + (i / 4)) % 2 == 0)
                    {
                        await world.Pipelines.AddAsync(name, c => Ported(c, ports));
                        Interlocked.Increment(ref balance[cluster]);
                    }
                    else
                    {
                        await world.Pipelines.RemoveAsync(name);
                        Interlocked.Decrement(ref balance[cluster]);
                    }
                }
                catch (Exception e) when (e is ClusterChangeException or UnknownClusterException)
                {
                    Interlocked.Increment(ref refused);
                }

                world.Operator.Status.Count.ShouldBeInRange(0, balance.Length);
            }
        })));

        balance.ShouldAllBe(b => b == 0 || b == 1);
        string[] expected = [.. Enumerable.Range(0, balance.Length).Where(i => balance[i] == 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"c{i}"))];
        world.Pipelines.All.Select(p => p.Cluster.Value).ShouldBe(expected);
        refused.ShouldBeGreaterThan(0);
    }

    /// <summary>Ports that nobody calls: the caller pumps these clusters, and does not.</summary>
    private static MirrorPipelineBuilder Ported(MirrorPipelineBuilder cluster, SimulatedCluster ports) => cluster
        .AddService("api", s => s.LoadPerInstance = 100)
        .AddLoadMetric("requests")
        .UseFleet(ports.Fleet)
        .AddRouter(ports.Routers[0])
        .UseConfiguration(ports.Configuration, ports.Configuration)
        .UseMetricSource(ports.Metrics)
        .PumpedByCaller();
}
