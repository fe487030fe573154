using TopologyMirror.Contracts;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Contracts;

internal sealed class CapturedConfigurationFixture : SimulatedFixture, IConfigurationSourceFixture
{
    private readonly CapturedRevision _other;

    public CapturedConfigurationFixture()
    {
        CapturedRevision first = Revisions.Of(Web, "web:1", null, "shared", "web:1");
        _other = Revisions.Of(Web, "web:2", null, "shared", "web:2");
        Simulated.Configuration.Install(first);
        PlaceReady(3);
        Source = new CapturedConfiguration(Simulated.Configuration, World.Time);
        Desired = first.Bundle.Digest;
    }

    public IConfigurationSource Source { get; }

    public ConfigDigest Desired { get; }

    public ConfigDigest Other => _other.Bundle.Digest;

    public DesiredArguments Live
    {
        get
        {
            IGrouping<ConfigDigest?, SimulatedInstance> most = Simulated.Fleet.Instances.GroupBy(i => i.InForce).MaxBy(g => g.Count())!;
            return new DesiredArguments(Cluster, most.Key, [.. most.Select(i => i.Id)], Simulated.Fleet.Instances.Count, [most.Key!.Value]);
        }
    }

    public static FixtureScope<IConfigurationSourceFixture> Scope() =>
        Scope<CapturedConfigurationFixture, IConfigurationSourceFixture>(() => new CapturedConfigurationFixture());

    public Task PublishAsync(ConfigDigest digest, CancellationToken cancellationToken)
    {
        foreach (SimulatedInstance instance in Simulated.Fleet.Instances)
        {
            Simulated.Configuration.Edit(instance.Id, _other);
        }

        return Task.CompletedTask;
    }
}
