using TopologyMirror.Contracts;
using TopologyMirror.Metrics;
using TopologyMirror.Propagation;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Contracts;

/// <summary>The load test as a check, on a simulated load under which one revision fails.</summary>
internal sealed class SimulatedCheckFixture : SimulatedFixture, IValidationCheckFixture
{
    private static readonly MetricName Rps = new("rps");

    public SimulatedCheckFixture(Func<IValidationCheck, IValidationCheck>? wrap = null)
    {
        IReadOnlyList<InstanceId> fit = PlaceReady(2);
        Simulated.Configuration.Desired = new ConfigDigest(new string('b', ConfigDigest.Length));
        Simulated.SyntheticLoad.FailFor(Simulated.Configuration.Desired, 0.5);
        InstanceId unfit = PlaceReady(1)[0];
        TopologySnapshot topology = Simulated.Truth().Topology;
        topology = topology.WithDigests(new SortedDictionary<InstanceId, ConfigDigest>(Simulated.Fleet.Instances.ToDictionary(i => i.Id, i => i.Digest)));
        Fit = [.. fit.Select(i => Arguments(topology, i))];
        Unfit = Arguments(topology, unfit);
        var check = new SyntheticLoadCheck(Simulated.SyntheticLoad, new SyntheticLoadOptions(), [new LoadMetric { Name = Rps }], Time);
        Check = wrap?.Invoke(check) ?? check;
    }

    public IValidationCheck Check { get; }

    public IReadOnlyList<ValidationArguments> Fit { get; }

    public ValidationArguments Unfit { get; }

    public static FixtureScope<IValidationCheckFixture> Scope(Func<IValidationCheck, IValidationCheck>? wrap = null) =>
        Scope<SimulatedCheckFixture, IValidationCheckFixture>(() => new SimulatedCheckFixture(wrap));

    private ValidationArguments Arguments(TopologySnapshot topology, InstanceId id) => new()
    {
        Cluster = Cluster, Instance = topology.Find(id)!, Digest = topology.Find(id)!.Digest!.Value, Topology = topology, Live = new SortedSet<InstanceId>(),
        ExpectedLoad = new SortedDictionary<MetricName, double>(), RatedLoad = new SortedDictionary<MetricName, double> { [Rps] = 5 },
    };
}
