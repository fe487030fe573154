using TopologyMirror.Topology;

namespace TopologyMirror.Simulation;

/// <summary>The truth about one instance. Not thread-safe.</summary>
public sealed class SimulatedInstance
{
    private readonly SimulatedCluster _cluster;
    private ObservedInstance? _observed;
    private SimulatedContent? _content;

    internal SimulatedInstance(SimulatedCluster cluster, InstanceId id, ServiceName service, int number, ConfigDigest digest, string? launchKey)
    {
        _cluster = cluster;
        Id = id;
        Service = service;
        Number = number;
        LaunchDigest = digest;
        InForce = digest;
        LaunchKey = launchKey;
        LaunchedAt = cluster.World.Now;
    }

    /// <summary>Its id.</summary>
    public InstanceId Id { get; }

    /// <summary>Its service.</summary>
    public ServiceName Service { get; }

    /// <summary>Number of its launch, from 0; what was there at the beginning counts down from −1.</summary>
    public int Number { get; }

    /// <summary>The configuration that it runs; while it runs none, the one that it was launched for. Setting it is an edit by hand.</summary>
    public ConfigDigest Digest
    {
        get => InForce ?? LaunchDigest;
        set => InForce = value;
    }

    /// <summary>The configuration that it was launched for.</summary>
    public ConfigDigest LaunchDigest { get; }

    /// <summary>The configuration that it runs and reports; null while it is bare.</summary>
    public ConfigDigest? InForce { get; internal set; }

    /// <summary>The zone that it runs in; null where there are none. Setting it moves the instance.</summary>
    public string? Zone { get; set; }

    /// <summary>Its size; null where there are none. Setting it resizes the instance in place.</summary>
    public string? Size { get; set; }

    /// <summary>The effect that launched it; null for what was there at the beginning.</summary>
    public string? LaunchKey { get; }

    /// <summary>When its launch was accepted.</summary>
    public DateTimeOffset LaunchedAt { get; }

    /// <summary>When it becomes ready; null when it never does.</summary>
    public DateTimeOffset? ReadyAt { get; internal set; }

    /// <summary>What it ran until it changed by itself, and until when an observation of that is young enough; null when it never did.</summary>
    internal (ConfigDigest Digest, DateTimeOffset Until)? SeenAs { get; set; }

    /// <summary>When it is ready again after a relapse; null when it had none.</summary>
    internal DateTimeOffset? IsReadyAgainAt { get; set; }

    /// <summary>When it first got requests; null before.</summary>
    public DateTimeOffset? FirstRoutedAt { get; internal set; }

    /// <summary>True after it died.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Where it is in its life now.</summary>
    public InstanceState State =>
        HasFailed ? InstanceState.Failed
        : ReadyAt is { } ready && _cluster.World.Now >= ready && !(IsReadyAgainAt > _cluster.World.Now) ? InstanceState.Ready
        : InstanceState.Launching;

    /// <summary>True when it is ready, runs its configuration, and every router and every resolver of a record sends it requests.</summary>
    public bool IsServing =>
        State == InstanceState.Ready && InForce is not null && _cluster.Routers.All(r => r.WeightInForce(Id) > 0) && _cluster.Names.GiveOut(Id);

    /// <summary>The share of a warm instance's work that it can do now.</summary>
    public double Power
    {
        get
        {
            SimulationProfile profile = _cluster.Profile;
            double full = profile.PowerOf(Digest);
            if (FirstRoutedAt is not { } since || profile.WarmUp <= TimeSpan.Zero)
            {
                return full;
            }

            double warmth = Math.Clamp((_cluster.World.Now - since) / profile.WarmUp, 0, 1);
            return full * (profile.ColdStartShare + ((1 - profile.ColdStartShare) * warmth));
        }
    }

    /// <summary>Kills it: it stops serving at once and never comes back.</summary>
    public void Fail()
    {
        HasFailed = true;
        _cluster.Note("fleet", $"{Id} died");
    }

    /// <summary>What configuration it holds.</summary>
    internal SimulatedContent Content => _content ??= new SimulatedContent();

    /// <summary>As an observation within the age limit may have shown it: a relapse is shorter than that.</summary>
    internal ObservedInstance ObserveSteady() =>
        IsReadyAgainAt > _cluster.World.Now && !HasFailed ? Observe() with { State = InstanceState.Ready } : Observe();

    /// <summary>What it runs, as an observation within the age limit may have shown it.</summary>
    internal ConfigDigest? DigestSteady => SeenAs is { } before && _cluster.World.Now < before.Until ? before.Digest : InForce;

    internal ObservedInstance Observe()
    {
        InstanceState state = State;
        if (_observed is null || _observed.State != state || !ReferenceEquals(_observed.Zone, Zone) || !ReferenceEquals(_observed.Size, Size))
        {
            _observed = new ObservedInstance
            {
                Id = Id, Service = Service, State = state, LaunchedAt = LaunchedAt, LaunchKey = LaunchKey, LaunchDigest = LaunchDigest, Zone = Zone, Size = Size,
            };
        }

        return _observed;
    }
}
