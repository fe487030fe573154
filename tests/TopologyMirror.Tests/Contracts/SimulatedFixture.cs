using TopologyMirror.Contracts;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Contracts;

/// <summary>A cluster in a simulated world, on its virtual time.</summary>
internal abstract class SimulatedFixture : IContractFixture
{
    protected static readonly ServiceName Web = new("web");

    protected SimulatedFixture()
    {
        Simulated = World.Cluster(Cluster);
        Simulated.Profile = new SimulationProfile { MaxInstances = 6 };
    }

    public SimulationWorld World { get; } = new(seed: 11, new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

    public ClusterName Cluster { get; } = new("shop");

    public TimeProvider Time => World.Time;

    public TimeSpan Patience => TimeSpan.FromMinutes(5);

    protected SimulatedCluster Simulated { get; }

    /// <summary>Every case gets a world of its own and runs inside it.</summary>
    public static FixtureScope<TFixture> Scope<TSimulated, TFixture>(Func<TSimulated> make)
        where TSimulated : SimulatedFixture, TFixture => (run, token) =>
    {
        TSimulated fixture = make();
        fixture.World.Run(() => run(fixture, token));
        return Task.CompletedTask;
    };

    public Task PassTimeAsync(TimeSpan duration, CancellationToken cancellationToken) =>
        World.WaitUntilAsync(World.Now + duration, cancellationToken);

    /// <summary>Ready instances that get no requests.</summary>
    protected IReadOnlyList<InstanceId> PlaceReady(int count) => [.. Simulated.Fleet.PlaceReady(Web, count).Select(i => i.Id)];
}
