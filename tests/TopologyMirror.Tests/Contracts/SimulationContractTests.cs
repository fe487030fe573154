using TopologyMirror.Contracts;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Contracts;

/// <summary>The simulated ports keep what ports promise.</summary>
public sealed class SimulationContractTests
{
    private static readonly SimulatedCluster Declared = new SimulationWorld(0, DateTimeOffset.UnixEpoch).Cluster(new ClusterName("declared"));

    private static readonly ContractSuite[] Suites =
    [
        InstanceFleetContract.For(SimulatedFleetFixture.Scope(), Declared.Fleet.Description),
        TrafficRouterContract.For(SimulatedRouterFixture.Scope(), Declared.Routers[0].Description),
        NameServiceContract.For(SimulatedNameFixture.Scope(), Declared.Names.Description),
        MonitoringTargetContract.For(SimulatedMonitoringFixture.Scope(), Declared.Monitoring.Description),
        MetricSourceContract.For(SimulatedMetricFixture.Scope()),
        ConfigurationSourceContract.For(SimulatedConfigurationFixture.SourceScope(), delivers: false),
        ConfigurationTargetContract.For(SimulatedConfigurationFixture.Scope(), Declared.Configuration.Description),
        WorkGateContract.For(SimulatedWorkGateFixture.Scope(), Declared.AddWorkGate().Description),
        DataSynchronizerContract.For(SimulatedStoreFixture.Scope(), Declared.AddStore().Description),
        ServiceWiringContract.For(SimulatedWiringFixture.Scope(), Declared.Wiring.Description),
        SyntheticLoadContract.For(SimulatedLoadFixture.Scope()),
        ValidationCheckContract.For(SimulatedCheckFixture.Scope()),
    ];

    public static TheoryData<string> Cases => ContractRunner.Names(Suites);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_OfTheSimulation_Holds(string name) => ContractRunner.RunAsync(Suites, name);

    [Fact]
    public void Contract_OfTheSimulation_LeavesNothingOut() => Suites.SelectMany(s => s.NotApplicable).ShouldBe(
        ["FindBundleAsync_Desired_HasItsDigest", "FindBundleAsync_Superseded_IsStillThere", "ReadBlobAsync_OfTheBundle_HasItsBytes"], "the simulation has no bundles of its own");
}
