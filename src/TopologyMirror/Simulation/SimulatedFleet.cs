using System.Globalization;
using TopologyMirror.Safety;
using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>The instances of a simulated cluster.</summary>
public sealed partial class SimulatedFleet : IInstanceFleet
{
    private readonly SimulatedCluster _cluster;
    private readonly SimulationRandom _random;
    private readonly SortedDictionary<InstanceId, SimulatedInstance> _instances = [];
    private readonly SortedDictionary<string, IReadOnlyList<InstanceId>> _launched = new(StringComparer.Ordinal);
    private int _placed;
    private int _launches;

    internal SimulatedFleet(SimulatedCluster cluster)
    {
        _cluster = cluster;
        _random = cluster.World.Random($"{cluster.Name}/fleet");
    }

    /// <inheritdoc/>
    public PortDescription Description { get; } = new("simulated-fleet", PortCapabilities.None, Fencing.Atomic);

    /// <summary>What exists, in ordinal order.</summary>
    public IReadOnlyCollection<SimulatedInstance> Instances => _instances.Values;

    /// <summary>Launches that were accepted so far.</summary>
    public int Launches => _launches;

    /// <summary>Told when a launch is accepted.</summary>
    internal Action<SimulatedInstance>? OnLaunched { get; set; }

    /// <summary>Told when an instance ends.</summary>
    internal Action<SimulatedInstance>? OnTerminated { get; set; }

    /// <summary>The instance of that id; null when it does not exist.</summary>
    /// <param name="id">The id.</param>
    public SimulatedInstance? Find(InstanceId id) => _instances.GetValueOrDefault(id);

    /// <inheritdoc/>
    public ValueTask<TopologySnapshot> ListAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync("fleet", "List", List, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<InstanceId>> LaunchAsync(LaunchArguments arguments, CancellationToken cancellationToken) =>
        _cluster.Calls.AnswerAsync(
            "fleet",
            "Launch",
            () => Launch(arguments),
            [],
            arguments.Count > 1 ? () => Launch(arguments with { Count = arguments.Count / 2 }) : null,
            cancellationToken);

    /// <inheritdoc/>
    public async ValueTask TerminateAsync(TerminateArguments arguments, CancellationToken cancellationToken) =>
        await _cluster.Calls.AnswerAsync(
            "fleet",
            "Terminate",
            () => Terminate(arguments),
            arguments.Instances,
            arguments.Instances.Count > 1 ? () => Terminate(arguments with { Instances = [.. arguments.Instances.Take(arguments.Instances.Count / 2)] }) : null,
            cancellationToken).ConfigureAwait(false);

    /// <summary>An instance disappears without a trace, as on a host that is lost.</summary>
    /// <param name="id">The instance.</param>
    public void Lose(InstanceId id)
    {
        if (_instances.Remove(id))
        {
            _cluster.Note("fleet", $"{id} is lost");
        }
    }

    private TopologySnapshot List()
    {
        TopologySnapshot list = Truth(_cluster.World.Wall);
        _cluster.Trouble.Listed(_instances.Values, _cluster.Profile.MaxInstances > _instances.Count);
        return list;
    }

    internal TopologySnapshot Truth(DateTimeOffset at) => Seen(at, _instances.Values.Select(i => i.Observe()));

    private TopologySnapshot Seen(DateTimeOffset at, IEnumerable<ObservedInstance> instances) => new(_cluster.Name, at, instances)
    {
        Room = _cluster.Trouble.Lasts(SimulationFault.NoCapacity) ? 0 : Math.Max(_cluster.Profile.MaxInstances - _instances.Count, 0),
    };

    internal IReadOnlyList<SimulatedInstance> PlaceReady(ServiceName service, int count)
    {
        var placed = new List<SimulatedInstance>(count);
        for (int i = 0; i < count; i++)
        {
            int number = -++_placed;
            var id = new InstanceId(string.Create(CultureInfo.InvariantCulture, $"{service}-first-{_placed:0000}"));
            var instance = new SimulatedInstance(_cluster, id, service, number, _cluster.Configuration.Desired, null)
            {
                ReadyAt = _cluster.World.Now, Zone = ZoneOf(_placed - 1), Size = _cluster.Profile.Size,
            };
            _cluster.Configuration.Fill(instance);
            _instances[id] = instance;
            placed.Add(instance);
        }

        return placed;
    }

    private IReadOnlyList<InstanceId> Launch(LaunchArguments arguments)
    {
        string key = arguments.Key.ToString();
        if (_launched.TryGetValue(key, out IReadOnlyList<InstanceId>? before))
        {
            return before;
        }

        _cluster.Watch.Fence("fleet", arguments.Key, arguments.Epoch);
        _cluster.Trouble.RefuseLaunch();
        _cluster.Watch.Check(new ProposedEffect
        {
            Kind = ProposedEffectKind.Launch, Key = arguments.Key, Epoch = arguments.Epoch, Service = arguments.Service, Count = arguments.Count,
        });
        int most = _cluster.Profile.MaxInstancesAt?.Invoke(_cluster.World.Now) ?? _cluster.Profile.MaxInstances;
        int room = _cluster.Trouble.Room(Math.Clamp(most - _instances.Count, 0, arguments.Count));
        var ids = new List<InstanceId>(room);
        for (int i = 0; i < room; i++)
        {
            ids.Add(LaunchOne(arguments, key));
        }

        _launched[key] = ids;
        return ids;
    }

    private InstanceId LaunchOne(LaunchArguments arguments, string key)
    {
        int number = _launches++;
        var id = new InstanceId(string.Create(CultureInfo.InvariantCulture, $"{arguments.Service}-{number:00000}"));
        var instance = new SimulatedInstance(_cluster, id, arguments.Service, number, arguments.Digest, key)
        {
            Zone = arguments.Zone ?? ZoneOf(number), Size = arguments.Size ?? _cluster.Profile.Size,
        };
        if (arguments.IsDelivered)
        {
            instance.InForce = null;
        }

        if (_cluster.Profile.LaunchLead(number, _random) is { } lead)
        {
            instance.ReadyAt = StartOfPeriod(instance.LaunchedAt) + lead;
        }

        _cluster.Trouble.Spoil(instance);
        _instances[id] = instance;
        _cluster.Note("fleet", $"{id} launching ({key})");
        OnLaunched?.Invoke(instance);
        return id;
    }

    private string? ZoneOf(int number) => _cluster.Profile.Zones is { Count: > 0 } zones ? zones[number % zones.Count] : null;

    private DateTimeOffset StartOfPeriod(DateTimeOffset time)
    {
        long period = _cluster.Profile.ReadyAfterStartOf.Ticks;
        return period == 0 ? time : time.AddTicks(-((time - _cluster.World.Start).Ticks % period));
    }

    private bool Terminate(TerminateArguments arguments)
    {
        _cluster.Watch.Fence("fleet", arguments.Key, arguments.Epoch);
        InstanceId[] existing = [.. arguments.Instances.Where(_instances.ContainsKey)];
        _cluster.Watch.Check(new ProposedEffect
        {
            Kind = ProposedEffectKind.Terminate, Key = arguments.Key, Epoch = arguments.Epoch, Instances = existing,
        });
        foreach (InstanceId id in existing)
        {
            SimulatedInstance instance = _instances[id];
            _instances.Remove(id);
            _cluster.Note("fleet", $"{id} terminated ({arguments.Key})");
            OnTerminated?.Invoke(instance);
        }

        return true;
    }
}
