using TopologyMirror.Durability;
using TopologyMirror.Internal;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Telemetry;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    /// <summary>Looks that one tick takes at what is under way; a sequence that does not end by itself is ended for this tick.</summary>
    private const int MaxPropagationRounds = 64;

    /// <summary>A port that does not answer is not waited for again and again in one tick.</summary>
    private const int MaxUnanswered = 2;

    /// <summary>Brings configuration on its way: plan, act, observe again, as long as the tick has time. What goes wrong here fails no tick.</summary>
    private async ValueTask PropagateAsync(TickWork tick, ClusterObservation observation, CancellationToken cancellationToken)
    {
        foreach ((InstanceId instance, string reason) in observation.Propagation.Refused)
        {
            Log.InstanceRefused(_logger, Cluster, instance, reason);
        }

        try
        {
            if (!observation.Propagation.IsIdle)
            {
                await CarryConfigurationAsync(tick, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await ContractAsync(tick, observation, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && !e.IsFatal() && _journal.IsCurrent)
        {
            tick.Fault = e.Message;
        }
    }

    private async ValueTask CarryConfigurationAsync(TickWork tick, CancellationToken cancellationToken)
    {
        int unanswered = 0;
        for (int round = 0; round < MaxPropagationRounds; round++)
        {
            ClusterObservation observation = await ObserveAsync(cancellationToken).ConfigureAwait(false);
            PropagationPlan plan = observation.Propagation;
            await NoteExecutedAsync(tick, plan.Settled, cancellationToken).ConfigureAwait(false);
            if (plan.Rejection is { } rejection)
            {
                await RejectAsync(tick, rejection, cancellationToken).ConfigureAwait(false);
            }

            if (plan.Actions.Count > 0 && Unable() is { } unable)
            {
                await GiveUpAsync(tick, plan, observation, unable, cancellationToken).ConfigureAwait(false);
                return;
            }

            foreach (PropagationAction action in plan.Actions)
            {
                // The last effects of a long list must not rest on an observation that has become old.
                if (_time.GetUtcNow() - observation.World.ObservedAt > _options.Safety.ObservationAgeLimit / 2)
                {
                    break;
                }

                // Nothing could be pulled now: an attempt would be used up for nothing.
                if (action.Kind == PropagationActionKind.Deliver && observation.Fault is not null)
                {
                    continue;
                }

                EffectOutcome outcome = await IssueAsync(tick, observation, action, cancellationToken).ConfigureAwait(false);
                unanswered += outcome.Kind == EffectOutcomeKind.Unknown ? 1 : 0;
                if (outcome.Kind == EffectOutcomeKind.Refused || unanswered >= MaxUnanswered)
                {
                    return;
                }
            }

            DateTimeOffset next = _time.GetUtcNow() + _options.Propagation.PollInterval;
            if (plan.IsIdle || next > tick.WaitUntil)
            {
                return;
            }

            await VirtualDelay.WaitAsync(_time, _options.Propagation.PollInterval, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<EffectOutcome> IssueAsync(
        TickWork tick, ClusterObservation observation, PropagationAction action, CancellationToken cancellationToken)
    {
        GuardedPorts ports = _guard.For(observation, tick.Lease);
        var key = new EffectKey(Cluster, _journal.Book.LastRun.Next, 1, action.Attempt);
        string reason = $"{action.Bundle.Digest.Abbreviated}: {action.Reason}";
        ValueTask<EffectOutcome> effect = action.Kind switch
        {
            PropagationActionKind.Deliver => ports.DeliverAsync(key, action, ReadBlobAsync, reason, cancellationToken),
            PropagationActionKind.RunStep => ports.RunStepAsync(key, action, _options.Propagation.OutputLimit, reason, cancellationToken),
            _ => ports.ActivateAsync(key, action, reason, cancellationToken),
        };
        return await effect.ConfigureAwait(false);
    }

    /// <summary>What instances get is what the digest names, whatever the source gives.</summary>
    private async ValueTask<ReadOnlyMemory<byte>> ReadBlobAsync(BlobDigest blob, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> bytes = await _call.AskAsync(
            "configuration source", token => _parts.Ports.ConfigurationSource.ReadBlobAsync(Cluster, blob, token), cancellationToken).ConfigureAwait(false);
        BlobDigest actual = BlobDigest.Of(bytes.Span);
        return actual == blob ? bytes : throw new InvalidBundleException([$"The source '{_parts.Ports.ConfigurationSource.Name}' gave bytes of the digest {actual} for the blob {blob}."]);
    }

    private string? Unable()
    {
        PortDescription target = _parts.Ports.ConfigurationTarget.Description;
        return target.Capabilities.HasFlag(PortCapabilities.Delivery)
            ? null
            : $"Its configuration has to be delivered, which '{target.Name}' cannot do (it can do: {target.Capabilities}).";
    }

    private async ValueTask GiveUpAsync(
        TickWork tick, PropagationPlan plan, ClusterObservation observation, string reason, CancellationToken cancellationToken)
    {
        ConfigDigest digest = plan.Actions[^1].Bundle.Digest;
        tick.Fault = reason;
        if (digest != observation.PropagationInput?.LiveDigest)
        {
            await RejectAsync(tick, new RevisionRejection { Digest = digest, Reason = reason }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask NoteExecutedAsync(TickWork tick, IReadOnlyList<RevisionStep> steps, CancellationToken cancellationToken)
    {
        foreach (RevisionStep step in steps)
        {
            await _journal.AppendAsync(
                tick.Lease.Epoch,
                JournalRecordKind.Executed,
                new EffectKey(Cluster, default, 0, 0),
                new ExecutedPayload(step.Digest, step.Step, step.Instance),
                JournalPayloads.Default.ExecutedPayload,
                cancellationToken).ConfigureAwait(false);
            Log.StepExecuted(_logger, Cluster, step.Step, step.Digest.Abbreviated, step.Instance);
        }
    }

    private async ValueTask RejectAsync(TickWork tick, RevisionRejection rejection, CancellationToken cancellationToken)
    {
        string reason = rejection.ToString();
        await _journal.AppendAsync(
            tick.Lease.Epoch,
            JournalRecordKind.Rejected,
            new EffectKey(Cluster, default, 0, 0),
            new RejectedPayload(rejection.Digest, reason, rejection.Step, rejection.ExitCode, rejection.Output, rejection.Done),
            JournalPayloads.Default.RejectedPayload,
            cancellationToken).ConfigureAwait(false);
        Log.RevisionRejected(_logger, Cluster, rejection.Digest.Abbreviated, reason);
        MirrorTelemetry.Rejections.Add(1, new KeyValuePair<string, object?>(MirrorTelemetry.ClusterTag, Cluster.Value));
    }

    /// <summary>An abort while no run is open stops the revision that is on its way to the shadow, delivered or born with, also while it is validated.</summary>
    private async ValueTask<bool> TakeAbortOfReleaseAsync(
        TickWork tick, ClusterObservation observation, OperatorCommand command, CancellationToken cancellationToken)
    {
        bool stops = command.Kind == OperatorCommandKind.Abort && _journal.Book.Open is null && _options.Mode != ControlMode.Observe;
        if (!stops || observation.CandidateDigest is not { } digest)
        {
            return false;
        }

        var rejection = new RevisionRejection { Digest = digest, Reason = $"{command.Actor}: {command.Reason}.", Done = observation.Propagation.Executed };
        await RejectAsync(tick, rejection, cancellationToken).ConfigureAwait(false);
        Operator.Done(command);
        Operator.RunEnded();
        Log.Commanded(_logger, command.Actor, Cluster, command.Kind, command.Reason);
        return true;
    }

    private async ValueTask ContractAsync(TickWork tick, ClusterObservation observation, CancellationToken cancellationToken)
    {
        if (PlanContract(observation) is not { IsIdle: false })
        {
            return;
        }

        // The switch may have taken its time: what is done now rests on what is seen now.
        ClusterObservation fresh = await ObserveAsync(cancellationToken).ConfigureAwait(false);
        if (PlanContract(fresh) is not { } plan)
        {
            return;
        }

        await NoteExecutedAsync(tick, plan.Settled, cancellationToken).ConfigureAwait(false);
        foreach (PropagationAction action in plan.Actions)
        {
            await IssueAsync(tick, fresh, action, cancellationToken).ConfigureAwait(false);
        }

        if (plan.Rejection is { Step: { } step } failure)
        {
            await _journal.AppendAsync(
                tick.Lease.Epoch,
                JournalRecordKind.Executed,
                new EffectKey(Cluster, default, 0, 0),
                new ExecutedPayload(failure.Digest, step, _journal.Book.Propagation.Attempts.FindLast(a => string.Equals(a.Step, step, StringComparison.Ordinal))!.Instance, failure.ToString()),
                JournalPayloads.Default.ExecutedPayload,
                cancellationToken).ConfigureAwait(false);
            Log.ContractFailed(_logger, Cluster, failure.Digest.Abbreviated, failure.ToString());
        }
    }

    private PropagationPlan? PlanContract(ClusterObservation observation)
    {
        RunBook book = _journal.Book;
        if (observation is not { PropagationInput: { LiveDigest: { } live } input }
            || !observation.Bundles.TryGetValue(live, out ConfigurationBundle? bundle)
            || ContractRule.Open(bundle, input.Done).Count == 0)
        {
            return null;
        }

        var state = new ContractState
        {
            Bundle = bundle,
            Desired = observation.Desired,
            ReleasedAt = book.Propagation.Lineage.LastOrDefault() == live ? book.Propagation.ReleasedAt : null,
            IsChanging = book.Open is not null || book.Retiring.Count > 0,
            Routable =
            [
                .. observation.World.Topology.Instances
                    .Where(i => i.State is InstanceState.Ready or InstanceState.Unready || observation.World.IsRoutedAnywhere(i.Id))
                    .Select(i => i.Digest ?? i.LaunchDigest).OfType<ConfigDigest>().Distinct().Order(),
            ],
            Failure = book.Propagation.ContractFailure,
        };
        return ContractRule.Plan(state, input);
    }
}
