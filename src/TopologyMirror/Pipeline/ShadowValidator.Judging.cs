using TopologyMirror.Capacity;
using TopologyMirror.Propagation;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Telemetry;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

internal sealed partial class ShadowValidator
{
    /// <summary>Picks up findings, starts what is due, and says of every instance how its validation stands.</summary>
    /// <param name="observation">What was observed.</param>
    /// <param name="run">The open run; what it brings in is validated no more once it is armed.</param>
    /// <param name="offersLoad">Whether load tests may be started.</param>
    public ClusterObservation Judge(ClusterObservation observation, SwitchoverState? run, bool offersLoad)
    {
        if (_rules.Count == 0)
        {
            return observation;
        }

        DateTimeOffset now = _time.GetUtcNow();
        IReadOnlyList<ValidationRule> rules = offersLoad ? _rules : [.. _rules.Where(r => r.Stage != ValidationRule.LoadStage)];
        var entering = new SortedSet<InstanceId>(RunWiring.IsEntering(run) ? run!.Plan.Promote : []);
        ObservedInstance[] subjects = [.. observation.World.Topology.Instances.Where(i => IsSubject(observation.World, i) && !entering.Contains(i.Id))];

        PickUp();
        Book = Book.See(subjects, entering, observation.World.Topology.ObservedAt);
        Look(observation, run, subjects, now);
        Drop(subjects, rules, now);
        Book = Book.Expire(rules, now);
        while (Start(observation, subjects, rules, now))
        {
            PickUp();
        }

        (Book, IReadOnlyList<ValidationVerdict> changes) = Book.Conclude(rules, observation.CoverDigest, now);
        Tell(changes);
        return Say(observation, subjects, rules, now);
    }

    private static bool IsSubject(WorldView world, ObservedInstance instance) =>
        instance is { State: InstanceState.Ready, Digest: not null } && world.SideOf(instance.Id) == Side.Shadow && !world.IsRoutedAnywhere(instance.Id);

    /// <summary>Takes in what attempts have found.</summary>
    private void PickUp()
    {
        foreach (ValidationAttempt attempt in _attempts.FindAll(a => a.HasEnded))
        {
            lock (_gate)
            {
                _attempts.Remove(attempt);
            }

            NoteEnd(attempt);

            // What was found at another digest, or after the instance went, is of no use.
            if (attempt.Finding is { } finding && Book.Records.TryGetValue(attempt.Instance, out ValidationRecord? record) && record.Digest == attempt.Digest)
            {
                Book = Book.Settle(attempt.Instance, attempt.Rule, finding, _options.RetryDelay, attempt.EndedAt);
                MirrorTelemetry.Validations.Add(
                    1,
                    new(MirrorTelemetry.ClusterTag, _parts.Cluster.Name.Value),
                    new(MirrorTelemetry.CheckTag, attempt.Rule.Name),
                    new(MirrorTelemetry.OutcomeTag, finding.IsPassed ? "Passed" : "Refused"));
            }
        }
    }

    /// <summary>Makes the checks that cost nothing.</summary>
    private void Look(ClusterObservation observation, SwitchoverState? run, IReadOnlyList<ObservedInstance> subjects, DateTimeOffset now)
    {
        WorldView world = observation.World;
        IReadOnlyList<WiringMember> members = world.Wiring is null ? [] : RunWiring.Members(world, run);
        foreach (ObservedInstance instance in subjects)
        {
            foreach (ValidationRule rule in _rules.Where(r => r.IsLook))
            {
                WiringFault? fault = string.Equals(rule.Name, WiringCheck.Name, StringComparison.Ordinal) && world.Wiring is { } wiring ? WiringPlanner.FaultOf(instance, members, wiring) : null;
                if (WiringCheck.Waits(instance, fault) is { } waits)
                {
                    Book = Book.Hold(instance.Id, rule, waits);
                    continue;
                }

                ValidationFinding finding = rule.Name switch
                {
                    HealthCheck.Name => HealthCheck.Find(instance, Book.Records[instance.Id].ReadySince, _options.ReadyFor, world.Topology.ObservedAt),
                    DigestParityCheck.Name => DigestParityCheck.Find(instance, observation.CoverDigest, observation.CandidateDigest, world.Topology.ObservedAt),
                    _ => WiringCheck.Find(instance, fault, world.Wiring?.Observed.ObservedAt ?? world.ObservedAt),
                };
                Book = Book.Settle(instance.Id, rule, finding, TimeSpan.Zero, now);
            }
        }
    }

    /// <summary>Gives up checks of instances that are gone, routed, changed, or no longer fit to be called.</summary>
    private void Drop(IReadOnlyList<ObservedInstance> subjects, IReadOnlyList<ValidationRule> rules, DateTimeOffset now)
    {
        var ids = new SortedSet<InstanceId>(subjects.Select(i => i.Id));
        foreach (ValidationAttempt attempt in _attempts.FindAll(a => !a.HasEnded))
        {
            bool stays = ids.Contains(attempt.Instance) && Book.Reaches(attempt.Instance, attempt.Digest, ValidationRule.HostStage, rules, now);
            bool late = Book.Records.GetValueOrDefault(attempt.Instance)?.Entry(attempt.Rule.Name).Since is { } since && now - since >= attempt.Rule.Deadline;
            if (!stays || late)
            {
                Abandon(a => a == attempt);
                Book = late ? Book : Book.Release(attempt.Instance, attempt.Rule);
            }
        }
    }

    /// <summary>Starts what is due, as far as the bound allows; true when something has answered at once.</summary>
    private bool Start(ClusterObservation observation, IReadOnlyList<ObservedInstance> subjects, IReadOnlyList<ValidationRule> rules, DateTimeOffset now)
    {
        bool answered = false;
        foreach (ValidationRule rule in rules.Where(r => !r.IsLook))
        {
            foreach (ObservedInstance instance in subjects)
            {
                if (_attempts.Count >= _options.MaxConcurrent)
                {
                    return answered;
                }

                if (Book.IsDue(instance.Id, rule, rules, now) && !_attempts.Exists(a => a.Instance == instance.Id && a.Rule == rule))
                {
                    answered |= Begin(observation, instance, rule, now);
                }
            }
        }

        return answered;
    }

    private bool Begin(ClusterObservation observation, ObservedInstance instance, ValidationRule rule, DateTimeOffset now)
    {
        Book = Book.Begin(instance.Id, rule, now);
        DateTimeOffset since = Book.Records[instance.Id].Entry(rule.Name).Since ?? now;
        var attempt = new ValidationAttempt(
            rule, _checks[rule.Name], ArgumentsFor(observation, instance), observation.Bundles.GetValueOrDefault(instance.Digest!.Value), rule.Deadline - (now - since), _time);
        lock (_gate)
        {
            _attempts.Add(attempt);
        }

        NoteStart(attempt, now);

        // Nobody awaits it: it never throws, and what it found is picked up from it.
        _ = attempt.RunAsync(OnEnded);
        return attempt.HasEnded;
    }

    private ValidationArguments ArgumentsFor(ClusterObservation observation, ObservedInstance instance)
    {
        WorldView world = observation.World;
        ServiceCapacity? capacity = (Capacities?.Invoke() ?? _parts.Capacities).FirstOrDefault(c => c.Service == instance.Service);
        return new ValidationArguments
        {
            Cluster = _parts.Cluster.Name,
            Instance = instance,
            Digest = instance.Digest!.Value,
            Topology = world.Topology,
            Live = new SortedSet<InstanceId>(world.Topology.Instances.Select(i => i.Id).Where(i => world.SideOf(i) == Side.Live || world.IsRoutedAnywhere(i))),
            Wiring = world.Wiring?.Observed,
            ExpectedLoad = capacity is null ? new SortedDictionary<Metrics.MetricName, double>() : InstanceShare.Of(capacity, _forecasts(), LoadProbability),
            RatedLoad = capacity?.LoadPerInstance ?? new SortedDictionary<Metrics.MetricName, double>(),
        };
    }

    private void NoteStart(ValidationAttempt attempt, DateTimeOffset now)
    {
        if (attempt.Rule.Stage == ValidationRule.LoadStage && _parts.Ports.SyntheticLoad is { IsMeasured: true })
        {
            _loadTests.Begin(attempt.Service, attempt.Instance, now);
        }
    }

    private void NoteEnd(ValidationAttempt attempt)
    {
        if (attempt.Rule.Stage == ValidationRule.LoadStage)
        {
            _loadTests.End(attempt.Instance, _time.GetUtcNow());
        }
    }

    private void Tell(IReadOnlyList<ValidationVerdict> changes)
    {
        foreach (ValidationVerdict change in changes)
        {
            switch (change.Status)
            {
                case ValidationStatus.Passed:
                    Log.Validated(_logger, _parts.Cluster.Name, change.Instance, change.Digest.Abbreviated);
                    break;
                case ValidationStatus.Refused:
                    Log.ValidationRefused(_logger, _parts.Cluster.Name, change.Detail!);
                    break;
            }
        }
    }

    /// <summary>The observation with what validation says; the same one when it says nothing but passed.</summary>
    private ClusterObservation Say(
        ClusterObservation observation, IReadOnlyList<ObservedInstance> subjects, IReadOnlyList<ValidationRule> rules, DateTimeOffset now)
    {
        SortedDictionary<InstanceId, ValidationVerdict> verdicts = [];
        foreach (ObservedInstance instance in subjects)
        {
            ValidationVerdict verdict = Book.VerdictOf(instance, rules, now);
            if (verdict.Status != instance.Validation || !string.Equals(verdict.Detail, instance.ValidationDetail, StringComparison.Ordinal))
            {
                verdicts[instance.Id] = verdict;
            }
        }

        if (verdicts.Count == 0)
        {
            return observation;
        }

        TopologySnapshot topology = observation.World.Topology;
        var said = new TopologySnapshot(topology.Cluster, topology.ObservedAt, topology.Instances.Select(
            i => verdicts.TryGetValue(i.Id, out ValidationVerdict? v) ? i with { Validation = v.Status, ValidationDetail = v.Detail } : i))
        {
            Room = topology.Room,
        };
        return observation with { World = observation.World with { Topology = said } };
    }
}
