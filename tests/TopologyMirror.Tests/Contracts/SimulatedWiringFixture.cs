using TopologyMirror.Contracts;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Contracts;

internal sealed class SimulatedWiringFixture : SimulatedFixture, IWiringFixture
{
    public SimulatedWiringFixture(Func<IServiceWiring, IServiceWiring>? wrap = null)
    {
        Simulated.Wiring.Declare([new ServiceSpecification(Dependency, []), new ServiceSpecification(Web, [Dependency])]);
        Callers = PlaceReady(2);
        Targets = [.. Simulated.Fleet.PlaceReady(Dependency, 3).Select(i => i.Id)];
        Wiring = wrap?.Invoke(Simulated.Wiring) ?? Simulated.Wiring;
    }

    public IServiceWiring Wiring { get; }

    public IReadOnlyList<InstanceId> Callers { get; }

    public ServiceName Dependency { get; } = new("db");

    public IReadOnlyList<InstanceId> Targets { get; }

    public static FixtureScope<IWiringFixture> Scope(Func<IServiceWiring, IServiceWiring>? wrap = null) =>
        Scope<SimulatedWiringFixture, IWiringFixture>(() => new SimulatedWiringFixture(wrap));
}
