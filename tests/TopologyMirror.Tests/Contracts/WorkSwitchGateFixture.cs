using TopologyMirror.Contracts;
using TopologyMirror.Data;
using TopologyMirror.Hosting;

namespace TopologyMirror.Tests.Contracts;

/// <summary>Switches in this process, on virtual time.</summary>
internal sealed class WorkSwitchGateFixture : SimulatedFixture, IWorkGateFixture
{
    private readonly WorkSwitchGate _gate;

    public WorkSwitchGateFixture()
    {
        _gate = new WorkSwitchGate(Cluster, World.Time);
        Instances = PlaceReady(2);
        foreach (InstanceId id in Instances)
        {
            var work = new WorkSwitch(World.Time, TimeSpan.FromHours(1), TimeSpan.FromSeconds(10));
            work.Add("work", token => World.WaitUntilAsync(World.Now + TimeSpan.FromSeconds(1), token), _ => World.WaitUntilAsync(World.Now + TimeSpan.FromSeconds(1), CancellationToken.None));
            _gate.Add(id, Web, work);
        }
    }

    public IWorkGate Gate => _gate;

    public ServiceName Service => Web;

    public IReadOnlyList<InstanceId> Instances { get; }

    public static FixtureScope<IWorkGateFixture> Scope() => Scope<WorkSwitchGateFixture, IWorkGateFixture>(() => new WorkSwitchGateFixture());
}
