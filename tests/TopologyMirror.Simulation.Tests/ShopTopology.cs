using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;

namespace TopologyMirror.Simulation.Tests;

/// <summary>A user's own topology, small and with the default pace of a cluster.</summary>
internal static class ShopTopology
{
    public static MirrorPipelineBuilder SetUp(SimulationWorld world)
    {
        SimulatedCluster shop = world.Cluster(new ClusterName("shop"));
        shop.StartLive(new ServiceName("api"), 3);
        shop.StartLive(new ServiceName("web"), 2);
        return new MirrorPipelineBuilder("shop")
            .AddService("api", s => s.LoadPerInstance = 100)
            .AddService("web", s =>
            {
                s.LoadPerInstance = 200;
                s.DependsOn.Add("api");
            })
            .AddLoadMetric("requests")
            .Configure(o => (o.Shadow.StandingCover, o.Forecast.HistoryLength) = (1, TimeSpan.FromHours(1)))
            .UseSimulation(world)
            .RunAs(ControlMode.Automatic);
    }
}
