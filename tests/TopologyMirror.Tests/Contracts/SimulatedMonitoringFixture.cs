using TopologyMirror.Contracts;
using TopologyMirror.Routing;

namespace TopologyMirror.Tests.Contracts;

internal sealed class SimulatedMonitoringFixture : SimulatedFixture, IMonitoringFixture
{
    public SimulatedMonitoringFixture() => Instances = PlaceReady(2);

    public IMonitoringTarget Monitoring => Simulated.Monitoring;

    public IReadOnlyList<InstanceId> Instances { get; }

    public static FixtureScope<IMonitoringFixture> Scope() => Scope<SimulatedMonitoringFixture, IMonitoringFixture>(() => new SimulatedMonitoringFixture());
}
