using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;
using TopologyMirror.Switchover;

namespace TopologyMirror.Tests.Simulation;

/// <summary>What a scenario must leave behind, broken by a part of a host's own each time, and caught.</summary>
public sealed class RestTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ServiceName Api = new("api");

    private static readonly ConfigDigest Second = new(new string('2', ConfigDigest.Length));

    private readonly SimulationWorld _world = new(3, Start);
    private readonly SimulatedCluster _cluster;

    public RestTests()
    {
        _cluster = _world.Cluster(new ClusterName("shop"));
        _cluster.StartLive(Api, 3);
        _cluster.Metrics.Set(
            new MetricName("requests"),
            new SimulatedLoad(Start.AddDays(-1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Repeat(250.0, 2000)]));
    }

    [Fact]
    public void AtRest_ReleaseThatEnded_HasNothingToSay()
    {
        Release(ticks: 90);
        _cluster.Watch.AtRest().ShouldBeEmpty();
    }

    [Fact]
    public void AtRest_SequenceThatNeverEnds_IsCaughtByInvariant9()
    {
        Release(ticks: 90, b => b.DecorateSwitchover(_ => new Idle()));
        _cluster.Watch.AtRest().ShouldContain(b => b.Invariant == 9 && b.Explanation.EndsWith("is still open in phase Reserve"));
    }

    [Fact]
    public void AtRest_ShadowThatIsNotFilledAgain_IsCaughtByInvariant14()
    {
        // The release ends; then no further launch becomes ready.
        _cluster.Profile = new SimulationProfile { LaunchLead = static (number, random) => number > 3 ? null : random.NextBetween(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)) };
        Release(ticks: 90);
        _cluster.Watch.AtRest().ShouldContain(b => b.Invariant == 14);
    }

    [Fact]
    public void AtRest_FixThatIsHeldBackWhileLiveAlarms_IsCaughtByInvariant15()
    {
        _cluster.Monitoring.FailWhenServing(_cluster.Configuration.Desired, TimeSpan.Zero);
        Release(ticks: 30, b => b.DecorateSwitchover(_ => new Aborting()));
        _cluster.Watch.AtRest().ShouldContain(b => b.Invariant == 15 && b.Explanation.Contains(Second.Abbreviated));
    }

    private void Release(int ticks, Action<MirrorPipelineBuilder>? configure = null)
    {
        MirrorPipelineBuilder builder = new MirrorPipelineBuilder("shop")
            .AddService("api", s => s.LoadPerInstance = 100)
            .AddLoadMetric("requests")
            .UseSimulation(_world)
            .WithStandingCover()
            .RunAs(ControlMode.Automatic);
        configure?.Invoke(builder);
        MirrorPipeline pipeline = builder.Build();
        _world.Run(async () =>
        {
            for (int minute = 0; minute < ticks; minute++)
            {
                await _world.WaitUntilAsync(Start.AddMinutes(minute));
                await pipeline.TickAsync(CancellationToken.None);
                if (minute == 5)
                {
                    _cluster.Configuration.Desired = Second;
                }
            }
        });
    }

    private sealed class Idle : ISwitchover
    {
        public SwitchoverAction Next(SwitchoverState state, SwitchoverObservation observation) =>
            new SwitchoverAction.Wait(observation.Now.AddHours(1), "nothing");
    }

    private sealed class Aborting : ISwitchover
    {
        public SwitchoverAction Next(SwitchoverState state, SwitchoverObservation observation) =>
            new SwitchoverAction.Close(SwitchoverOutcome.Aborted, "I would rather not.");
    }
}
