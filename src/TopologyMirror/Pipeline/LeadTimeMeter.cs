using System.Collections.Immutable;
using TopologyMirror.Capacity;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>
/// Measures lead times, phase by phase, from what is observed: an instance counts when it is first seen ready and validated at the digest
/// after it was seen on its way. Immutable.
/// </summary>
internal sealed record LeadTimeMeter
{
    private static readonly ImmutableSortedDictionary<LeadPhase, TimeSpan> NoPhases = ImmutableSortedDictionary<LeadPhase, TimeSpan>.Empty;

    public required LeadTimeModel Model { get; init; }

    /// <summary>Launch leads that were measured in the newest observation.</summary>
    public ImmutableArray<TimeSpan> Newest { get; private init; } = [];

    /// <summary>Age at which what is not ready is given up.</summary>
    public required TimeSpan LaunchTimeout { get; init; }

    private ImmutableSortedDictionary<InstanceId, Arrival> OnTheirWay { get; init; } = ImmutableSortedDictionary<InstanceId, Arrival>.Empty;

    /// <summary>The run that is being timed, and how long each of its phases took so far.</summary>
    private (RunId Run, ImmutableSortedDictionary<LeadPhase, TimeSpan> Phases) Promoting { get; init; } = (default, NoPhases);

    public static LeadTimeMeter Start(CapacityOptions options, TimeSpan launchTimeout) => new()
    {
        Model = LeadTimeModel.Start(new LeadTimes(options.LaunchLeadPrior, options.PromoteLeadPrior)),
        LaunchTimeout = launchTimeout,
    };

    public LeadTimes Quantile(double probability) => Model.Quantile(probability);

    public LeadTimeMeter Observe(WorldView world, ConfigDigest desired, DateTimeOffset now)
    {
        ImmutableSortedDictionary<InstanceId, Arrival>.Builder onTheirWay = OnTheirWay.ToBuilder();
        LeadTimeModel model = Model;
        ImmutableArray<TimeSpan>.Builder newest = ImmutableArray.CreateBuilder<TimeSpan>();
        foreach (ObservedInstance instance in world.Topology.Instances)
        {
            bool isKnown = onTheirWay.TryGetValue(instance.Id, out Arrival? arrival);
            if (!isKnown && (instance.State != InstanceState.Launching || HasArrived(instance, desired)))
            {
                continue;
            }

            arrival = (arrival ?? new Arrival(instance.LaunchedAt)).See(instance, desired, now);
            if (HasArrived(instance, desired))
            {
                onTheirWay.Remove(instance.Id);
                model = model.Launched(arrival.Provision, arrival.Execute, now - instance.LaunchedAt - arrival.Provision - arrival.Execute);
                newest.Add(now - instance.LaunchedAt);
            }
            else if (instance.State == InstanceState.Failed || instance.Validation == ValidationStatus.Refused)
            {
                onTheirWay.Remove(instance.Id);
                model = model.LaunchFailed(arrival.Phase);
            }
            else
            {
                onTheirWay[instance.Id] = arrival;
            }
        }

        // What is ended before its time was not wanted any more: that tells nothing of launches.
        foreach ((InstanceId id, Arrival arrival) in OnTheirWay)
        {
            if (world.Topology.Find(id) is null or { State: InstanceState.Terminating } && onTheirWay.Remove(id) && now - arrival.LaunchedAt >= LaunchTimeout)
            {
                model = model.LaunchFailed(arrival.Phase);
            }
        }

        return this with { Model = model, OnTheirWay = onTheirWay.ToImmutable(), Newest = newest.ToImmutable() };
    }

    /// <summary>A run leaves a phase.</summary>
    public LeadTimeMeter Left(SwitchoverState run, DateTimeOffset now)
    {
        LeadPhase phase = PhaseOf(run.Phase);
        ImmutableSortedDictionary<LeadPhase, TimeSpan> before = Promoting.Run == run.Plan.Run ? Promoting.Phases : NoPhases;
        return this with { Promoting = (run.Plan.Run, before.SetItem(phase, before.GetValueOrDefault(phase) + (now - run.EnteredAt))) };
    }

    /// <summary>A run has promoted what it was to promote. Where a part of it was not seen here, its phases are not known.</summary>
    public LeadTimeMeter Promoted(SwitchoverState run, DateTimeOffset now)
    {
        TimeSpan whole = now - run.Plan.OpenedAt;
        ImmutableSortedDictionary<LeadPhase, TimeSpan> phases = Left(run, now).Promoting.Phases;
        long seen = phases.Values.Sum(static p => p.Ticks);
        bool isWhole = Math.Abs(whole.Ticks - seen) <= TimeSpan.TicksPerSecond;
        return this with { Promoting = (default, NoPhases), Model = Model.Promoted(whole, isWhole ? phases : NoPhases) };
    }

    private static LeadPhase PhaseOf(SwitchoverPhase phase) => phase switch
    {
        < SwitchoverPhase.Route => LeadPhase.Arm,
        SwitchoverPhase.Route => LeadPhase.Route,
        SwitchoverPhase.VerifyRoute => LeadPhase.Verify,
        _ => LeadPhase.Settle,
    };

    private static bool HasArrived(ObservedInstance instance, ConfigDigest desired) =>
        instance is { State: InstanceState.Ready, Validation: ValidationStatus.Passed } && HasDigest(instance, desired);

    private static bool HasDigest(ObservedInstance instance, ConfigDigest desired) =>
        instance is { State: InstanceState.Ready, Digest: { } digest } && digest == (instance.LaunchDigest ?? desired);

    /// <summary>An instance on its way: when it was first seen ready, and with its digest.</summary>
    private sealed record Arrival(DateTimeOffset LaunchedAt, DateTimeOffset? Ready = null, DateTimeOffset? Executed = null)
    {
        public TimeSpan Provision => (Ready ?? LaunchedAt) - LaunchedAt;

        public TimeSpan Execute => (Executed ?? Ready ?? LaunchedAt) - (Ready ?? LaunchedAt);

        public LeadPhase Phase => Ready is null ? LeadPhase.Provision : Executed is null ? LeadPhase.Execute : LeadPhase.Validate;

        public Arrival See(ObservedInstance instance, ConfigDigest desired, DateTimeOffset now) => this with
        {
            Ready = Ready ?? (instance.State == InstanceState.Ready ? now : null),
            Executed = Executed ?? (HasDigest(instance, desired) ? now : null),
        };
    }
}
