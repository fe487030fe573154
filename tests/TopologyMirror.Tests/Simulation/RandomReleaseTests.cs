using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

/// <summary>
/// Releases under a load that surges, with waves, slow starts, names, small fleets, bad revisions, deaths and aborts, all drawn from the
/// seed: no effect breaks an invariant on the ground truth, and in the end live is of one digest.
/// </summary>
public sealed class RandomReleaseTests
{
    // Three-wave releases behind a name, with a slow start whose every step waits for the TTL, take some twenty minutes a wave.
    private const int Ticks = 380;

    private static readonly ServiceName Web = new("web");

    [Fact]
    public void Run_AHundredSeeds_BreaksNothingAndEndsInOneDigest()
    {
        string[] faults = [.. Enumerable.Range(0, 100).SelectMany(Play)];
        faults.ShouldBeEmpty();
    }

    private static IEnumerable<string> Play(int seed)
    {
        var world = new SimulationWorld(seed, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        SimulationRandom random = world.Random("releases");
        SimulatedCluster cluster = world.Cluster(new ClusterName("shop"));
        int live = 2 + Draw(4);
        cluster.Profile = new SimulationProfile { MaxInstances = live + 2 + Draw(12) };
        if (Draw(2) == 0)
        {
            cluster.AddRouter("edge");
        }

        if (Draw(2) == 0)
        {
            cluster.Names.Add("shop.example", TimeSpan.FromSeconds(10 + Draw(80)));
        }

        double level = live * 8.0;
        (int surgeAt, int surgeFor) = (Draw(60), 5 + Draw(20));
        cluster.Metrics.Set(new MetricName("rps"), new SimulatedLoad(
            world.Start.AddHours(-1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Range(0, 60 + Ticks).Select(t => t - 60 >= surgeAt && t - 60 < surgeAt + surgeFor ? 1.5 * level : level)]));
        cluster.StartLive(Web, live);
        var second = new ConfigDigest(new string('2', ConfigDigest.Length));
        var third = new ConfigDigest(new string('3', ConfigDigest.Length));
        if (Draw(3) == 0)
        {
            cluster.Monitoring.FailWhenServing(second, TimeSpan.FromMinutes(Draw(20)));
        }

        int? waveSize = Draw(2) == 0 ? 1 + Draw(3) : null;
        TimeSpan slowStart = TimeSpan.FromMinutes(Draw(2) * (1 + Draw(3)));
        (int abortAt, int deathAt, int thirdAt) = (Draw(3) == 0 ? Draw(60) : -1, Draw(80), Draw(2) == 0 ? 40 + Draw(30) : -1);
        TickResult last = null!;
        List<string> runs = [];
        world.Run(async () =>
        {
            MirrorPipeline pipeline = new MirrorPipelineBuilder("shop")
                .AddService("web", s => (s.LoadPerInstance, s.WaveSize) = (10, waveSize))
                .AddLoadMetric("rps")
                .Configure(o => (o.Switchover.Bake, o.Switchover.SlowStart, o.Forecast.Horizon) = (TimeSpan.FromMinutes(3), slowStart, TimeSpan.FromMinutes(30)))
                .UseSimulation(world)
                .WithStandingCover()
                .RunAs(ControlMode.Automatic)
                .Build();
            for (int tick = 0; tick < Ticks; tick++)
            {
                await world.WaitUntilAsync(world.Start.AddMinutes(tick));
                cluster.Configuration.Desired = tick == 5 ? second : tick == thirdAt ? third : cluster.Configuration.Desired;
                if (tick == abortAt)
                {
                    pipeline.Operator.Abort("ann", "stop");
                }

                if (tick == deathAt)
                {
                    cluster.Fleet.Instances.ElementAt(Draw(cluster.Fleet.Instances.Count)).Fail();
                }

                last = await pipeline.TickAsync(CancellationToken.None);
                runs.AddRange(last.ClosedRuns.Select(r => $"{tick} {r.Plan.Kind} {r.Plan.Digest.Abbreviated[..1]} +{r.Plan.Promote.Count} -{r.Plan.Leaving.Count()} {r.Outcome} {r.Reason}"));
            }
        });

        string told = $"seed {seed} (live {live}, wave {waveSize}, slow {slowStart}, max {cluster.Profile.MaxInstances}): ";
        foreach (TopologyMirror.Safety.SafetyBreach violation in cluster.Watch.Violations)
        {
            yield return told + violation;
        }

        ConfigDigest[] serving = [.. cluster.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Digest).Distinct()];
        if (last.OpenRun is not null || serving.Length != 1 || cluster.Serving(Web) < live - 1)
        {
            yield return told + $"{cluster.Serving(Web)} serve {serving.Length} digests; {last.OpenRun?.Phase} {last.Decision!.Reasons[0]} after {string.Join("; ", runs)}";
        }

        int Draw(int below) => (int)(below * random.NextDouble());
    }
}
