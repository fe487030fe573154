using TopologyMirror.Contracts;
using TopologyMirror.Data;

namespace TopologyMirror.Tests.Contracts;

internal sealed class SimulatedWorkGateFixture : SimulatedFixture, IWorkGateFixture
{
    public SimulatedWorkGateFixture()
    {
        Gate = Simulated.AddWorkGate();
        Instances = PlaceReady(2);
    }

    public IWorkGate Gate { get; }

    public ServiceName Service => Web;

    public IReadOnlyList<InstanceId> Instances { get; }

    public static FixtureScope<IWorkGateFixture> Scope() => Scope<SimulatedWorkGateFixture, IWorkGateFixture>(() => new SimulatedWorkGateFixture());
}
