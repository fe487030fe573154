using TopologyMirror.Contracts;
using TopologyMirror.Propagation;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Contracts;

internal sealed class SimulatedConfigurationFixture : SimulatedFixture, IConfigurationFixture
{
    public SimulatedConfigurationFixture(Func<SimulatedConfiguration, IConfigurationTarget>? wrap = null)
    {
        Running = PlaceReady(2);
        SimulatedInstance silent = Simulated.Fleet.PlaceReady(Web, 1)[0];
        silent.Fail();
        Silent = silent.Id;
        Target = wrap?.Invoke(Simulated.Configuration) ?? Simulated.Configuration;
    }

    public IConfigurationSource Source => Simulated.Configuration;

    public IConfigurationTarget Target { get; }

    public ConfigDigest Desired { get; } = new SimulationWorld(0, DateTimeOffset.UnixEpoch).Cluster(new ClusterName("plain")).Configuration.Desired;

    public ConfigDigest Other { get; } = new(new string('a', ConfigDigest.Length));

    public IReadOnlyList<InstanceId> Running { get; }

    public InstanceId Silent { get; }

    public static FixtureScope<IConfigurationFixture> Scope(Func<SimulatedConfiguration, IConfigurationTarget>? wrap = null) =>
        Scope<SimulatedConfigurationFixture, IConfigurationFixture>(() => new SimulatedConfigurationFixture(wrap));

    public Task PublishAsync(ConfigDigest digest, CancellationToken cancellationToken)
    {
        Simulated.Configuration.Desired = digest;
        return Task.CompletedTask;
    }
}
