using TopologyMirror.Contracts;
using TopologyMirror.Routing;

namespace TopologyMirror.Tests.Contracts;

/// <summary>A record of a simulated cluster, as the name service it is and as the router that core makes of it.</summary>
internal sealed class SimulatedNameFixture : SimulatedFixture, INameFixture, IRouterFixture
{
    public SimulatedNameFixture()
    {
        Simulated.Names.Add(Record, TimeSpan.FromSeconds(30));
        Simulated.StartLive(Web, 2);
        Named = [.. Simulated.Fleet.Instances.Select(i => i.Id)];
        Standby = PlaceReady(2);
        Router = new NameRouter(Names, Record, new NameOptions { Ttl = TimeSpan.FromSeconds(30) });
    }

    public INameService Names => Simulated.Names;

    public string Record => "shop.example";

    public IReadOnlyList<InstanceId> Named { get; }

    public ITrafficRouter Router { get; }

    public IReadOnlyList<InstanceId> Routed => Named;

    public IReadOnlyList<InstanceId> Standby { get; }

    public static FixtureScope<INameFixture> Scope() => Scope<SimulatedNameFixture, INameFixture>(() => new SimulatedNameFixture());

    public static FixtureScope<IRouterFixture> AsRouter() => Scope<SimulatedNameFixture, IRouterFixture>(() => new SimulatedNameFixture());
}
