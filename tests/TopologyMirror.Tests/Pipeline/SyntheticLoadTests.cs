using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Metrics;
using TopologyMirror.Forecasting;
using TopologyMirror.Pipeline;
using TopologyMirror.Simulation;
using static TopologyMirror.Tests.Pipeline.ValidatedWorld;

namespace TopologyMirror.Tests.Pipeline;

/// <summary>Shadow instances stand the load that the forecast expects before they count.</summary>
public sealed class SyntheticLoadTests
{
    private static readonly MetricName Rps = new("rps");

    [Fact]
    public void TickAsync_NoForecast_OffersWhatAnInstanceIsSaidToCarry()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = Build(world);
        world.Tick(pipeline, 10);

        world.Cluster.SyntheticLoad.Offered.Select(o => o.Load[Rps]).Distinct().ShouldBe([10.0]);
        world.Cluster.SyntheticLoad.Offered.Select(o => o.Instance).ShouldAllBe(i => !world.Cluster.Fleet.Find(i)!.IsServing);
        world.Cluster.SyntheticLoad.Offered.Count.ShouldBe(2);
        world.Ticks[^1].Counts.ShouldAllBe(c => c.Cover == 1);
        world.Cluster.Wiring.Probes.ShouldBeGreaterThan(0);
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_Forecast_OffersTheShareOfOneInstance()
    {
        var world = new ValidatedWorld();
        MirrorPipeline pipeline = Build(world, b => b.UseForecaster(new SeasonalNaiveForecaster()));
        world.Cluster.Metrics.Set(Rps, new SimulatedLoad(world.World.Start.AddDays(-9), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), [.. Enumerable.Repeat(25.0, 20_000)]));
        world.Tick(pipeline, 8);

        // 25 requests per second take three instances: each gets a third.
        world.Cluster.SyntheticLoad.Offered.ShouldNotBeEmpty();
        world.Cluster.SyntheticLoad.Offered.ShouldAllBe(o => Math.Abs(o.Load[Rps] - (25.0 / 3)) < 0.01);
    }

    [Fact]
    public void TickAsync_RevisionThatFailsUnderLoad_IsRejectedWithValueAndLimit()
    {
        var world = new ValidatedWorld();
        world.Cluster.SyntheticLoad.FailFor(Second, 0.25);
        MirrorPipeline pipeline = Build(world);
        world.Tick(pipeline, 8);
        world.Cluster.Configuration.Desired = Second;
        world.Tick(pipeline, 20);

        pipeline.Status.RejectedDigest.ShouldBe(Second);
        pipeline.Status.RejectedReason!.ShouldContain("Check 'synthetic-load' refuses instance '");
        pipeline.Status.RejectedReason!.ShouldContain("error rate under synthetic load is 0.25 of requests, limit 0.01 of requests, observed ");
        world.Runs.ShouldBeEmpty();
        world.ShouldBeSafe();
    }

    [Fact]
    public void TickAsync_TooSlowUnderLoad_IsRefusedWithTheLatency()
    {
        var world = new ValidatedWorld();
        world.Cluster.SyntheticLoad.ServiceTime = TimeSpan.FromSeconds(2);
        MirrorPipeline pipeline = Build(world);
        world.Tick(pipeline, 12);
        pipeline.Status.Refusals[0].ShouldContain("99th percentile of latency under synthetic load is ");
        pipeline.Status.Refusals[0].ShouldContain(" s, limit 10 s, observed ");
    }

    [Fact]
    public void TickAsync_MeasuredLoadTest_TagsTheSamplesOfItsTime()
    {
        var world = new ValidatedWorld();
        world.Cluster.SyntheticLoad.IsMeasured = true;
        var forecaster = new TagCounter();
        MirrorPipeline pipeline = Build(world, b => b.UseForecaster(forecaster));
        world.Tick(pipeline, 20);
        forecaster.LoadTests.ShouldBeInRange(1, 4);

        var unmeasured = new ValidatedWorld();
        var other = new TagCounter();
        unmeasured.Tick(Build(unmeasured, b => b.UseForecaster(other)), 20);
        (other.LoadTests, unmeasured.Cluster.SyntheticLoad.Offered.Count).ShouldBe((0, 2));
    }

    private static MirrorPipeline Build(ValidatedWorld world, Action<MirrorPipelineBuilder>? more = null)
    {
        MirrorPipelineBuilder builder = world.Builder().UseSimulatedWiring(world.World).UseSimulatedLoad(world.World).Configure(o => o.Validation.SyntheticLoad.MaxLatency = TimeSpan.FromSeconds(10));
        more?.Invoke(builder);
        return builder.Build();
    }

    /// <summary>Counts the samples that it is shown as load tests.</summary>
    private sealed class TagCounter : IForecaster, IForecastSession
    {
        public int LoadTests { get; private set; }

        public string Name => "counter";

        public int Count { get; private set; }

        public IForecastSession Start(ForecastSeries series)
        {
            (Count, LoadTests) = (0, 0);
            return this;
        }

        public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) => null;

        public void Observe(double value, SampleTags tags = SampleTags.None)
        {
            Count++;
            LoadTests += tags.HasFlag(SampleTags.LoadTest) ? 1 : 0;
        }

        public ForecastResult Forecast(ForecastRequest request) => ForecastResult.Of(new ForecastNotReady(NotReadyReason.TooFewSamples, "It only counts.", null));

        public byte[] Save() => [];
    }
}
