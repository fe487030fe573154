using TopologyMirror.Contracts;
using TopologyMirror.Routing;

namespace TopologyMirror.Tests.Contracts;

internal sealed class SimulatedRouterFixture : SimulatedFixture, IRouterFixture
{
    public SimulatedRouterFixture(Func<ITrafficRouter, ITrafficRouter>? wrap = null)
    {
        Simulated.StartLive(Web, 2);
        Routed = [.. Simulated.Fleet.Instances.Select(i => i.Id)];
        Standby = PlaceReady(2);
        Router = wrap?.Invoke(Simulated.Routers[0]) ?? Simulated.Routers[0];
    }

    public ITrafficRouter Router { get; }

    public IReadOnlyList<InstanceId> Routed { get; }

    public IReadOnlyList<InstanceId> Standby { get; }

    public static FixtureScope<IRouterFixture> Scope(Func<ITrafficRouter, ITrafficRouter>? wrap = null) =>
        Scope<SimulatedRouterFixture, IRouterFixture>(() => new SimulatedRouterFixture(wrap));
}
