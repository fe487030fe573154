using TopologyMirror.Metrics;
using TopologyMirror.Pipeline;
using TopologyMirror.Tests.Pipeline;

namespace TopologyMirror.Tests.Regressions;

/// <summary>One value that is no load kept its metric stale for good.</summary>
public sealed class R0003_OneBadSampleIsOneGap
{
    [Fact]
    public void Tick_SourceGivesANegativeValueOnce_GoesOnWithTheRest()
    {
        var world = new PipelineWorld(minute => minute < 60 ? 25 : 55);
        MirrorPipeline pipeline = world.Builder().UseMetricSource(new SpoiltSource(world.Cluster.Metrics, world.World.Start.AddMinutes(20))).Build();
        string? fault = null;
        world.Run(() => world.TickAsync(pipeline, times: 100, until: tick =>
        {
            fault ??= pipeline.Status.LastFault;
            return world.Ticks.Count == 100;
        }));

        fault.ShouldBe("The load of metric 'rps' at 2026-01-01T12:20:00+00:00 is -1; it must be a finite number, zero or greater.");
        pipeline.Status.LastFault.ShouldBeNull();
        world.Ticks[^1].Needs[0].IsStale.ShouldBeFalse();
        world.Serving.ShouldBeGreaterThanOrEqualTo(6);
    }

    private sealed class SpoiltSource(IMetricSource inner, DateTimeOffset at) : IMetricSource
    {
        public string Name => inner.Name;

        public async ValueTask<IReadOnlyList<LoadSample>> ReadAsync(MetricReadArguments arguments, CancellationToken cancellationToken)
        {
            IReadOnlyList<LoadSample> samples = await inner.ReadAsync(arguments, cancellationToken);
            return [.. samples.Select(s => s.Time == at ? s with { Value = -1 } : s)];
        }
    }
}
