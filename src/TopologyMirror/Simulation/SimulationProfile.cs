namespace TopologyMirror.Simulation;

/// <summary>How fast a simulated cluster's parts are. Immutable.</summary>
public sealed record SimulationProfile
{
    /// <summary>Shortest time that a call to a port takes. Default: 10 ms.</summary>
    public TimeSpan ShortestCall { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Longest time that a call to a port takes. Default: 60 ms.</summary>
    public TimeSpan LongestCall { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>Shortest time from a weight that is accepted to the data plane that uses it. Default: 1 second.</summary>
    public TimeSpan ShortestDataPlaneLag { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time from a weight that is accepted to the data plane that uses it. Default: 15 seconds.</summary>
    public TimeSpan LongestDataPlaneLag { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Shortest time until the last connection to a drained instance closes. Default: 5 seconds.</summary>
    public TimeSpan ShortestDrain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest time until the last connection to a drained instance closes. Default: 110 seconds.</summary>
    public TimeSpan LongestDrain { get; init; } = TimeSpan.FromSeconds(110);

    /// <summary>Time from a launch to an instance that is ready, by the number of the launch, from 0; null for one that never is. Default: 1 to 2 minutes.</summary>
    public Func<int, SimulationRandom, TimeSpan?> LaunchLead { get; init; } =
        static (_, random) => random.NextBetween(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2));

    /// <summary>The launch lead counts from the start of the period of this length in which the launch was accepted; zero for the launch itself. Default: zero.</summary>
    public TimeSpan ReadyAfterStartOf { get; init; } = TimeSpan.Zero;

    /// <summary>Instances that may exist at the same time. Default: 1,000.</summary>
    public int MaxInstances { get; init; } = 1_000;

    /// <summary>
    /// Instances that may exist at the same time, by the time of a launch; nothing ends because of it. Default: null, and
    /// <see cref="MaxInstances"/> holds always.
    /// </summary>
    public Func<DateTimeOffset, int>? MaxInstancesAt { get; init; }

    /// <summary>Zones that instances run in where a launch names none, one after the other; empty for none. Default: none.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>Size that instances have where a launch names none; null for none. Default: none.</summary>
    public string? Size { get; init; }

    /// <summary>Work that a warm instance of a digest can do, as a multiple of what others can. Default: 1 for every digest.</summary>
    public Func<ConfigDigest, double> PowerOf { get; init; } = static _ => 1;

    /// <summary>Share of its capacity that an instance has in the moment it is first routed. Default: 1, no cold start.</summary>
    public double ColdStartShare { get; init; } = 1;

    /// <summary>Time over which an instance warms up from that share to all of its capacity. Default: none.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.Zero;

    /// <summary>Shortest time until a delivery brings its first byte. Default: 200 ms.</summary>
    public TimeSpan ShortestDelivery { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest time until a delivery brings its first byte. Default: 2 seconds.</summary>
    public TimeSpan LongestDelivery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Bytes that a delivery brings to an instance per second. Default: 10,000,000.</summary>
    public double DeliveryBandwidth { get; init; } = 10_000_000;

    /// <summary>Time from an accepted activation to an instance that runs the revision. Default: 2 seconds.</summary>
    public TimeSpan Activation { get; init; } = TimeSpan.FromSeconds(2);
}
