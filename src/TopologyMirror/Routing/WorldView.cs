using TopologyMirror.Data;
using TopologyMirror.Topology;

namespace TopologyMirror.Routing;

/// <summary>
/// What is known of a cluster at one moment: instances, routes, monitoring, background work, data sets, and the sides that follow from them. Every decision and every
/// effect of a tick rests on one of these. Immutable.
/// </summary>
public sealed record WorldView
{
    /// <summary>The instances.</summary>
    public required TopologySnapshot Topology { get; init; }

    /// <summary>One table per router, in the routers' order.</summary>
    public required IReadOnlyList<RouteTable> Routes { get; init; }

    /// <summary>What monitoring covers; null when the cluster has no monitoring target.</summary>
    public MonitoringSnapshot? Monitoring { get; init; }

    /// <summary>Whom the instances call; null when the cluster has no wiring port.</summary>
    public WiringView? Wiring { get; init; }

    /// <summary>Whose background work is active; null when the cluster has no work gate.</summary>
    public WorkSnapshot? Work { get; init; }

    /// <summary>Who writes which data set; null when the cluster has no data synchroniser.</summary>
    public DataSnapshot? Data { get; init; }

    /// <summary>Instances that were told to work and are not known as gone, with their services. Default: none.</summary>
    public IReadOnlyDictionary<InstanceId, ServiceName> Workers { get; init; } = new SortedDictionary<InstanceId, ServiceName>();

    /// <summary>What the committed runs say of sides.</summary>
    public SideAssignments Sides { get; init; } = SideAssignments.None;

    /// <summary>The age of the oldest part counts for the whole.</summary>
    public DateTimeOffset ObservedAt
    {
        get
        {
            DateTimeOffset oldest = Topology.ObservedAt;
            foreach (RouteTable table in Routes)
            {
                oldest = table.ObservedAt < oldest ? table.ObservedAt : oldest;
            }

            oldest = Wiring?.Observed.ObservedAt < oldest ? Wiring.Observed.ObservedAt : oldest;
            oldest = Work?.ObservedAt < oldest ? Work.ObservedAt : oldest;
            return Data?.ObservedAt < oldest ? Data.ObservedAt : oldest;
        }
    }

    /// <summary>The side of an instance: as the last committed run said, else live when it is routed, else shadow.</summary>
    /// <param name="instance">The instance.</param>
    public Side SideOf(InstanceId instance) => Sides.Find(instance) ?? (IsRoutedAnywhere(instance) ? Side.Live : Side.Shadow);

    /// <summary>True when some router sends, or is about to send, requests to the instance.</summary>
    /// <param name="instance">The instance.</param>
    public bool IsRoutedAnywhere(InstanceId instance)
    {
        foreach (RouteTable table in Routes)
        {
            if (table.Find(instance) is { } route && (route.Weight > 0 || route.PendingWeight > 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when every router sends requests to the instance.</summary>
    /// <param name="instance">The instance.</param>
    public bool IsRoutedEverywhere(InstanceId instance)
    {
        foreach (RouteTable table in Routes)
        {
            if (table.WeightOf(instance) <= 0)
            {
                return false;
            }
        }

        return Routes.Count > 0;
    }

    /// <summary>True when every router sends requests to the instance and none has accepted to stop.</summary>
    /// <param name="instance">The instance.</param>
    public bool StaysRoutedEverywhere(InstanceId instance)
    {
        foreach (RouteTable table in Routes)
        {
            if (table.Find(instance) is not { Weight: > 0, PendingWeight: null or > 0 })
            {
                return false;
            }
        }

        return Routes.Count > 0;
    }

    /// <summary>True when some router reports connections that are still open to the instance.</summary>
    /// <param name="instance">The instance.</param>
    public bool HasOpenConnections(InstanceId instance)
    {
        foreach (RouteTable table in Routes)
        {
            if (table.Find(instance) is { OpenConnections: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Instances of a service that are ready and get requests from every router.</summary>
    /// <param name="service">The service.</param>
    public int ServingCount(ServiceName service)
    {
        int serving = 0;
        foreach (ObservedInstance instance in Topology.Instances)
        {
            serving += instance.Service == service && instance.State == InstanceState.Ready && IsRoutedEverywhere(instance.Id) ? 1 : 0;
        }

        return serving;
    }

    /// <summary>
    /// The digest that live runs. What a committed run has established counts until more than half of the live instances, and more than one,
    /// report another: no hand edit of one instance and no tie moves it. Where nothing is established it is the digest that most ready live
    /// instances report, the ordinally first of equals.
    /// </summary>
    /// <param name="established">The digest that the newest committed run put live; null when none did.</param>
    /// <param name="services">The services that count; null for all.</param>
    /// <returns>The digest; null when nothing is live, or nothing is established and no live instance reports a digest.</returns>
    public ConfigDigest? LiveDigest(ConfigDigest? established = null, IReadOnlySet<ServiceName>? services = null)
    {
        int live = 0;
        var votes = new SortedDictionary<ConfigDigest, int>();
        foreach (ObservedInstance instance in Topology.Instances)
        {
            if (instance.State == InstanceState.Terminating || services?.Contains(instance.Service) == false || SideOf(instance.Id) != Side.Live)
            {
                continue;
            }

            live++;
            if (instance is { State: InstanceState.Ready, Digest: { } digest })
            {
                votes[digest] = votes.GetValueOrDefault(digest) + 1;
            }
        }

        if (established is not { } known)
        {
            return votes.Count == 0 ? null : votes.MaxBy(static v => v.Value).Key;
        }

        foreach ((ConfigDigest digest, int count) in votes)
        {
            if (count > 1 && count * 2 > live)
            {
                return digest;
            }
        }

        return live == 0 ? null : known;
    }

    /// <summary>Instances of a service on one side, in ordinal order.</summary>
    /// <param name="service">The service.</param>
    /// <param name="side">The side.</param>
    public IEnumerable<ObservedInstance> On(ServiceName service, Side side) =>
        Topology.Instances.Where(i => i.Service == service && SideOf(i.Id) == side);
}
