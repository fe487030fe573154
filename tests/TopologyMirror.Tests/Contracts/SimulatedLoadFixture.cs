using TopologyMirror.Contracts;
using TopologyMirror.Metrics;
using TopologyMirror.Propagation;

namespace TopologyMirror.Tests.Contracts;

internal sealed class SimulatedLoadFixture : SimulatedFixture, ISyntheticLoadFixture
{
    public SimulatedLoadFixture(Func<SimulatedLoadFixture, ISyntheticLoad, ISyntheticLoad>? wrap = null)
    {
        InstanceId shadow = PlaceReady(1)[0];
        Simulated.StartLive(Web, 2);
        Live = [.. Simulated.Fleet.Instances.Where(i => i.IsServing).Select(i => i.Id)];
        Light = new SyntheticLoadArguments(
            Cluster, shadow, Web, Simulated.Configuration.Desired, new SortedDictionary<MetricName, double> { [new("rps")] = 4 }, TimeSpan.FromSeconds(8));
        Load = wrap?.Invoke(this, Simulated.SyntheticLoad) ?? Simulated.SyntheticLoad;
    }

    public ISyntheticLoad Load { get; }

    public SyntheticLoadArguments Light { get; }

    public IReadOnlyList<InstanceId> Live { get; }

    public static FixtureScope<ISyntheticLoadFixture> Scope(Func<SimulatedLoadFixture, ISyntheticLoad, ISyntheticLoad>? wrap = null) =>
        Scope<SimulatedLoadFixture, ISyntheticLoadFixture>(() => new SimulatedLoadFixture(wrap));

    public ValueTask<long> RequestsAtAsync(InstanceId instance, CancellationToken cancellationToken) => ValueTask.FromResult(Simulated.SyntheticLoad.RequestsAt(instance));
}
