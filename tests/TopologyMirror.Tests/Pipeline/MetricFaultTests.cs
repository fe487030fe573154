using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Forecasting;
using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Promotion;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Pipeline;

public sealed class MetricFaultTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly ServiceName Api = new("api");

    private readonly SimulationWorld _world = new(3, Start);

    private MirrorPipelineBuilder Cluster()
    {
        SimulatedCluster cluster = _world.Cluster(new ClusterName("shop"));
        cluster.StartLive(Api, 2);

        // Two instances are enough for the first half hour, three for what follows.
        double[] load = [.. Enumerable.Repeat(150.0, 60), .. Enumerable.Repeat(250.0, 600)];
        cluster.Metrics.Set(new MetricName("requests"), new SimulatedLoad(Start.AddMinutes(-30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), load));
        return new MirrorPipelineBuilder("shop")
            .AddService("api", s => s.LoadPerInstance = 100)
            .AddLoadMetric("requests")
            .UseSimulation(_world)
            .WithStandingCover()
            .RunAs(ControlMode.Automatic);
    }

    private List<TickResult> Tick(MirrorPipeline pipeline, int from, int to)
    {
        var ticks = new List<TickResult>();
        _world.Run(async () =>
        {
            for (int minute = from; minute < to; minute++)
            {
                await _world.WaitUntilAsync(Start.AddMinutes(minute));
                ticks.Add(await pipeline.TickAsync(CancellationToken.None));
            }
        });
        return ticks;
    }

    [Fact]
    public void Tick_ForecasterThrows_ReactsAllTheSame()
    {
        MirrorPipeline pipeline = Cluster().UseForecaster(new FailingForecaster()).Build();
        List<TickResult> ticks = Tick(pipeline, 0, 60);

        ticks[^1].Forecasts[0].Result.NotReady!.Reason.ShouldBe(NotReadyReason.Failed);
        pipeline.Status.NotReady[new MetricName("requests")].Explanation.ShouldBe("Forecaster 'failing' failed: no idea.");
        _world.Cluster(new ClusterName("shop")).Serving(Api).ShouldBe(3);
    }

    [Fact]
    public void Tick_MetricSourceFails_HoldsOnceLoadIsStaleAndRecovers()
    {
        var source = new SwitchedSource(_world.Cluster(new ClusterName("shop")).Metrics);
        MirrorPipeline pipeline = Cluster().UseMetricSource(source).UseForecaster(new SmoothingForecaster()).Build();
        Tick(pipeline, 0, 20);
        source.IsAway = true;
        List<TickResult> away = Tick(pipeline, 20, 50);

        pipeline.Status.LastFault.ShouldBe("Metric 'requests' cannot be read: the source is away");
        away[^1].Decision!.Kind.ShouldBe(PromotionKind.Hold);
        away[^1].Decision!.Reasons[0].Code.ShouldBe(PromotionReasonCode.StaleLoad);
        _world.Cluster(new ClusterName("shop")).Serving(Api).ShouldBe(2);

        source.IsAway = false;
        Tick(pipeline, 50, 60);
        pipeline.Status.LastFault.ShouldBeNull();
        _world.Cluster(new ClusterName("shop")).Serving(Api).ShouldBe(3);
    }

    private sealed class SwitchedSource(IMetricSource inner) : IMetricSource
    {
        public bool IsAway { get; set; }

        public string Name => "switched";

        public ValueTask<IReadOnlyList<LoadSample>> ReadAsync(MetricReadArguments arguments, CancellationToken cancellationToken) =>
            IsAway ? throw new IOException("the source is away") : inner.ReadAsync(arguments, cancellationToken);
    }

    private sealed class FailingForecaster : IForecaster
    {
        public string Name => "failing";

        public IForecastSession Start(ForecastSeries series) => throw new InvalidOperationException("no idea.");

        public IForecastSession? TryRestore(ForecastSeries series, ReadOnlySpan<byte> state) => null;
    }
}
