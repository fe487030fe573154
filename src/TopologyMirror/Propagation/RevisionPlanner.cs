using TopologyMirror.Topology;

namespace TopologyMirror.Propagation;

/// <summary>Plans the next actions of one revision. Used once.</summary>
internal sealed partial class RevisionPlanner
{
    private readonly PropagationInput _input;
    private readonly ConfigurationBundle _bundle;
    private readonly FanOut _room;
    private readonly StepJudge _judge;
    private readonly IReadOnlyList<ObservedInstance> _members;
    private readonly IReadOnlyList<ObservedInstance> _bare;
    private readonly IReadOnlyList<ExecutionStep> _steps;
    private readonly SortedDictionary<string, InstanceId> _done = new(StringComparer.Ordinal);
    private readonly List<RevisionStep> _settled = [];
    private readonly List<PropagationAction> _actions = [];
    private readonly SortedDictionary<InstanceId, string> _waiting = [];
    private readonly SortedDictionary<InstanceId, string> _refused = [];
    private readonly SortedSet<InstanceId> _taken = [];
    private RevisionRejection? _rejection;

    public RevisionPlanner(PropagationInput input, ConfigurationBundle bundle, FanOut room)
    {
        _input = input;
        _bundle = bundle;
        _room = room;
        _judge = new StepJudge(input, bundle.Digest);
        _steps = [.. bundle.Steps.Where(s => s.Kind != ExecutionStepKind.SchemaContract)];
        _members =
        [
            .. input.Topology.Instances.Where(i => i.State == InstanceState.Ready && input.Shadow.Contains(i.Id)
                && (i.Digest ?? i.LaunchDigest) == bundle.Digest && input.Reports.ContainsKey(i.Id)),
        ];
        _bare = [.. _members.Where(i => i.Digest is null)];
    }

    private ConfigDigest Digest => _bundle.Digest;

    /// <summary>Live runs the revision: what is executed once was executed before, and no failure of a single instance speaks against it.</summary>
    private bool IsLive => _input.LiveDigest == Digest;

    public PropagationPlan AddTo(PropagationPlan plan)
    {
        NoteDone();
        if (Stops() is { } stop)
        {
            Stop(stop);
        }
        else
        {
            PlanOnceSteps();
            foreach (ObservedInstance instance in _bare)
            {
                if (_rejection is null && !_taken.Contains(instance.Id))
                {
                    PlanInstance(instance);
                }
            }
        }

        return plan with
        {
            Actions = _rejection is null ? [.. plan.Actions, .. _actions] : plan.Actions,
            Waiting = Merge(plan.Waiting, _rejection is null ? _waiting : []),
            Refused = Merge(plan.Refused, _refused),
            Settled = [.. plan.Settled, .. _settled],
            Rejection = plan.Rejection ?? _rejection,
            Executed = _input.CandidateDigest == Digest ? [.. DoneSoFar()] : plan.Executed,
        };
    }

    /// <summary>Why nothing of the revision may be done; null when something may.</summary>
    private string? Stops() =>
        IsLive && _bare.Count == 0 ? null
        : BundleContent.Expired(_bundle.Secrets, _input.Now).FirstOrDefault();

    private void Stop(string reason)
    {
        if (IsLive || _input.Rejected == Digest)
        {
            foreach (ObservedInstance instance in _bare)
            {
                _waiting[instance.Id] = reason;
            }

            return;
        }

        Reject(new RevisionRejection { Digest = Digest, Reason = reason });
    }

    private void Reject(RevisionRejection rejection) => _rejection ??= rejection with { Done = [.. DoneSoFar()] };

    /// <summary>Live's own revision is not stopped by one instance: that instance is refused, and another takes its place.</summary>
    private void Fail(InstanceId instance, RevisionRejection rejection)
    {
        if (IsLive)
        {
            _refused[instance] = rejection.Reason;
        }
        else
        {
            Reject(rejection);
        }
    }

    private void PlanInstance(ObservedInstance instance)
    {
        if (_input.Rejected == Digest && !IsLive)
        {
            _waiting[instance.Id] = "its revision was rejected";
            return;
        }

        InstanceReport report = _input.Reports[instance.Id];
        if (!IsStaged(report))
        {
            PlanDelivery(instance, report);
        }
        else if (PlanScripts(instance))
        {
            PlanActivation(instance);
        }
    }

    private bool IsStaged(InstanceReport report) => report.Delivered == Digest && _bundle.Blobs.All(report.Blobs.Contains);

    private void PlanDelivery(ObservedInstance instance, InstanceReport report)
    {
        BlobDigest[] missing = [.. _bundle.Blobs.Where(b => !report.Blobs.Contains(b))];
        PropagationAttempts? attempts = _judge.Attempts(PropagationActionKind.Deliver, instance.Id, null);
        int made = attempts?.Keys.Count ?? 0;
        DateTimeOffset since = attempts?.LastAt ?? _input.Now;
        if (report.Delivering == Digest && (attempts is null || _input.Now < since + _input.Options.DeliverTimeout))
        {
            _waiting[instance.Id] = "it is being delivered to";
        }
        else if (attempts is not null && _input.Now < since + Pause(report.Delivering is null && report.Delivered == Digest))
        {
            _waiting[instance.Id] = "its next delivery is due";
        }
        else if (made >= _input.Options.DeliverAttempts)
        {
            Fail(instance.Id, new RevisionRejection { Digest = Digest, Reason = $"Instance '{instance.Id}' was delivered to {made} times and {Lacking(report, missing, attempts)}." });
        }
        else if (!_room.TryTake(instance.Id))
        {
            _waiting[instance.Id] = $"{_input.Options.FanOut} instances are being delivered to";
        }
        else
        {
            _actions.Add(new PropagationAction(PropagationActionKind.Deliver, instance.Id, _bundle, made + 1, $"{missing.Length} blobs") { Missing = missing });
        }
    }

    /// <summary>Nothing heard is waited for as long as a call may take; a delivery that has ended is not.</summary>
    private TimeSpan Pause(bool hasEnded) => hasEnded ? _input.Options.RetryDelay : _input.Options.RetryDelay + _input.CallTimeout;

    private string Lacking(InstanceReport report, BlobDigest[] missing, PropagationAttempts? attempts)
    {
        if (report.Delivered != Digest)
        {
            return $"does not say that it holds the revision{(attempts?.Failure is { } failure ? $": {failure}" : string.Empty)}";
        }

        BundleFile? file = _bundle.Files.FirstOrDefault(f => missing.Contains(f.Content));
        return file is null
            ? $"does not hold the dependency lock {missing[0]}"
            : $"holds other bytes than those of '{file.Path}', whose digest is {file.Content}";
    }

    private void PlanActivation(ObservedInstance instance)
    {
        PropagationAttempts? attempts = _judge.Attempts(PropagationActionKind.Activate, instance.Id, null);
        int made = attempts?.Keys.Count ?? 0;
        TimeSpan pause = attempts?.Failure is null ? _input.Options.DeliverTimeout : _input.Options.RetryDelay;
        if (attempts is not null && _input.Now < attempts.LastAt + pause)
        {
            _waiting[instance.Id] = "it is being activated";
        }
        else if (made >= _input.Options.DeliverAttempts)
        {
            Fail(instance.Id, new RevisionRejection
            {
                Digest = Digest,
                Reason = $"Instance '{instance.Id}' was activated {made} times and does not say that it runs the revision{(attempts!.Failure is { } failure ? $": {failure}" : string.Empty)}.",
            });
        }
        else
        {
            _actions.Add(new PropagationAction(PropagationActionKind.Activate, instance.Id, _bundle, made + 1, "delivered and executed"));
        }
    }

    private static SortedDictionary<InstanceId, string> Merge(IReadOnlyDictionary<InstanceId, string> first, IReadOnlyDictionary<InstanceId, string> second)
    {
        var merged = new SortedDictionary<InstanceId, string>();
        foreach ((InstanceId instance, string text) in first.Concat(second))
        {
            merged[instance] = text;
        }

        return merged;
    }
}
