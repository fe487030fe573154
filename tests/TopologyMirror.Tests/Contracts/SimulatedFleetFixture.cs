using TopologyMirror.Contracts;
using TopologyMirror.Topology;

namespace TopologyMirror.Tests.Contracts;

internal sealed class SimulatedFleetFixture : SimulatedFixture, IFleetFixture
{
    public SimulatedFleetFixture(Func<SimulatedFleetFixture, IInstanceFleet>? wrap = null)
    {
        Fleet = Simulated.Fleet;
        Fleet = wrap?.Invoke(this) ?? Fleet;
    }

    public IInstanceFleet Fleet { get; }

    public ServiceName Service => Web;

    public ConfigDigest Digest => Simulated.Configuration.Desired;

    public int Room => Simulated.Profile.MaxInstances;

    public static FixtureScope<IFleetFixture> Scope(Func<SimulatedFleetFixture, IInstanceFleet>? wrap = null) =>
        Scope<SimulatedFleetFixture, IFleetFixture>(() => new SimulatedFleetFixture(wrap));
}
