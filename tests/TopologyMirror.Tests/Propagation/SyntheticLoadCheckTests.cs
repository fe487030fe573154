using TopologyMirror.Metrics;
using TopologyMirror.Propagation;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Propagation;

public sealed class SyntheticLoadCheckTests
{
    private static readonly MetricName Rps = new("rps");

    [Theory]
    [InlineData(1000, 10, 900, null)]
    [InlineData(1000, 11, 900, "error rate under synthetic load is 0.011 of requests, limit 0.01 of requests")]
    [InlineData(1000, 0, 1001, "99th percentile of latency under synthetic load is 1.001 s, limit 1 s")]
    [InlineData(0, 0, 0, "its load test is 0 errors of 0 requests")]
    [InlineData(10, 11, 0, "its load test is 11 errors of 10 requests")]
    [InlineData(10, -1, 0, "its load test is -1 errors of 10 requests")]
    public async Task CheckAsync_Result_IsHeldAgainstTheLimits(long requests, long errors, int latency, string? refusal)
    {
        var load = new Load(new SyntheticLoadResult(requests, errors, default, default, TimeSpan.FromMilliseconds(latency)));
        ValidationFinding finding = await Check(load).CheckAsync(Arguments(expected: 7), CancellationToken.None);
        finding.IsPassed.ShouldBe(refusal is null);
        if (refusal is not null)
        {
            finding.Sentence("synthetic-load", Noon).ShouldContain(refusal);
        }

        (load.Asked!.Value.Instance, load.Asked.Value.Load[Rps], load.Asked.Value.Duration).ShouldBe((Id("web-1"), 7, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task CheckAsync_NoForecast_OffersTheRatedLoad()
    {
        var load = new Load(new SyntheticLoadResult(1, 0, default, default, default));
        await Check(load).CheckAsync(Arguments(expected: null), CancellationToken.None);
        load.Asked!.Value.Load[Rps].ShouldBe(10);
    }

    [Fact]
    public async Task CheckAsync_LiveInstance_IsNeverOfferedAnything()
    {
        var load = new Load(new SyntheticLoadResult(1, 0, default, default, default));
        ValidationFinding finding = await Check(load).CheckAsync(Arguments(expected: 7) with { Live = new SortedSet<InstanceId> { Id("web-1") } }, CancellationToken.None);
        (finding.IsPassed, load.Asked).ShouldBe((false, null));
    }

    [Fact]
    public async Task CheckAsync_OnlyAUtilisation_HasNothingToOffer()
    {
        var load = new Load(new SyntheticLoadResult(1, 0, default, default, default));
        var check = new SyntheticLoadCheck(load, new SyntheticLoadOptions(), [new LoadMetric { Name = Rps, Kind = MetricKind.Utilisation }], TimeProvider.System);
        ((await check.CheckAsync(Arguments(expected: 7), CancellationToken.None)).IsPassed, load.Asked).ShouldBe((true, null));
    }

    private static SyntheticLoadCheck Check(ISyntheticLoad load) => new(load, new SyntheticLoadOptions(), [new LoadMetric { Name = Rps }], TimeProvider.System);

    private static ValidationArguments Arguments(double? expected)
    {
        TopologySnapshot topology = new TestWorld().Cover("web-1").View().Topology;
        var loads = new SortedDictionary<MetricName, double>();
        if (expected is { } value)
        {
            loads[Rps] = value;
        }

        return new ValidationArguments
        {
            Cluster = Shop, Instance = topology.Instances[0], Digest = Old, Topology = topology, Live = new SortedSet<InstanceId>(), ExpectedLoad = loads,
            RatedLoad = new SortedDictionary<MetricName, double> { [Rps] = 10 },
        };
    }

    private sealed class Load(SyntheticLoadResult result) : ISyntheticLoad
    {
        public SyntheticLoadArguments? Asked { get; private set; }

        public string Name => "load";

        public bool IsMeasured => false;

        public ValueTask<SyntheticLoadResult> OfferAsync(SyntheticLoadArguments arguments, CancellationToken cancellationToken)
        {
            Asked = arguments;
            return ValueTask.FromResult(result);
        }
    }
}
