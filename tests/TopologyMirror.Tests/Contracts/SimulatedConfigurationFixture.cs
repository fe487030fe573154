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
        SimulatedInstance bare = Simulated.Fleet.PlaceReady(Web, 1)[0];
        bare.InForce = null;
        Bare = bare.Id;
        Revision = Revisions.ForContract(Web);
        Simulated.Configuration.SetSecret(Revisions.SecretName, SecretValue);
        Simulated.Configuration.Steps.Set(ContractSteps.Succeeds, new SimulatedStep { Output = "all went well" });
        Simulated.Configuration.Steps.Set(ContractSteps.Fails, new SimulatedStep { ExitCode = ContractSteps.FailingExitCode });
        Simulated.Configuration.Steps.Set(ContractSteps.Hangs, new SimulatedStep { Duration = null });
        Simulated.Configuration.Steps.Set(ContractSteps.Tells, new SimulatedStep { Output = $"the password is ${Revisions.SecretName}" });
        Target = wrap?.Invoke(Simulated.Configuration) ?? Simulated.Configuration;
    }

    public IConfigurationSource Source => Simulated.Configuration;

    public IConfigurationTarget Target { get; }

    public ConfigDigest Desired { get; } = new SimulationWorld(0, DateTimeOffset.UnixEpoch).Cluster(new ClusterName("plain")).Configuration.Desired;

    public ConfigDigest Other { get; } = new(new string('a', ConfigDigest.Length));

    public DesiredArguments Live => new(Cluster, Desired, Running, Running.Count, [Desired]);

    public IReadOnlyList<InstanceId> Running { get; }

    public InstanceId Silent { get; }

    public InstanceId Bare { get; }

    public CapturedRevision Revision { get; }

    public string SecretValue => Revisions.SecretValue;

    public static FixtureScope<IConfigurationFixture> Scope(Func<SimulatedConfiguration, IConfigurationTarget>? wrap = null) =>
        Scope<SimulatedConfigurationFixture, IConfigurationFixture>(() => new SimulatedConfigurationFixture(wrap));

    public static FixtureScope<IConfigurationSourceFixture> SourceScope() =>
        Scope<SimulatedConfigurationFixture, IConfigurationSourceFixture>(() => new SimulatedConfigurationFixture());

    public Task PublishAsync(ConfigDigest digest, CancellationToken cancellationToken)
    {
        Simulated.Configuration.Desired = digest;
        return Task.CompletedTask;
    }
}
