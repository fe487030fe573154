using System.Diagnostics;
using Microsoft.Extensions.Logging;
using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Internal;
using TopologyMirror.Safety;
using TopologyMirror.Telemetry;

namespace TopologyMirror.Pipeline;

/// <summary>
/// What stands between the pipeline and every port that changes the world: lease → invariants on the observation → intent journaled → call →
/// result journaled. No forecaster, manager or sequence of a host's own can get around it.
/// </summary>
internal sealed class PortGuard(
    PipelinePorts ports,
    RunJournal journal,
    IReadOnlyList<ServiceCapacity> capacities,
    IReadOnlyList<ISafetyInvariant> invariants,
    MirrorPipelineOptions options,
    TimeProvider time,
    ILogger logger,
    IReadOnlyList<Topology.ServiceSpecification> services,
    bool heedsRemainingLease = true)
{
    /// <summary>Clocks of owner and store may differ by this much within one lease.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMilliseconds(500);

    /// <summary>The ports for effects that rest on one observation. Made anew for each.</summary>
    public GuardedPorts For(ClusterObservation observation, LeaseHandle lease) => new(this, ports, observation, lease);

    public async ValueTask<EffectOutcome> IssueAsync(
        ClusterObservation observation,
        LeaseHandle lease,
        PortDescription port,
        ProposedEffect effect,
        string reason,
        Func<CancellationToken, ValueTask> act,
        CancellationToken cancellationToken,
        Func<string, string>? redact = null)
    {
        using Activity? activity = MirrorTelemetry.Activities.StartActivity(MirrorTelemetry.EffectActivity);
        activity?.SetTag(MirrorTelemetry.KindTag, effect.Kind.ToString()).SetTag("topologymirror.effect.key", effect.Key.ToString());

        EffectOutcome outcome = Refusal(observation, lease, port, effect) is { } refusal
            ? new EffectOutcome(EffectOutcomeKind.Refused, refusal)
            : await JournalAndCallAsync(lease, port, effect, reason, act, redact, cancellationToken).ConfigureAwait(false);

        // A refused effect of a run is journaled as well: it is an attempt, and attempts are bounded.
        if (outcome.Kind != EffectOutcomeKind.Refused || (journal.Book.Open?.Plan.Run == effect.Key.Run && lease.Remaining > TimeSpan.Zero))
        {
            if (outcome.Kind == EffectOutcomeKind.Refused)
            {
                await journal.AppendAsync(
                    effect.Epoch, JournalRecordKind.Intent, effect.Key, Describe(effect, port, reason), JournalPayloads.Default.EffectPayload, cancellationToken)
                    .ConfigureAwait(false);
            }

            await journal.AppendAsync(
                effect.Epoch, JournalRecordKind.Result, effect.Key, new ResultPayload(outcome.Kind, outcome.Detail), JournalPayloads.Default.ResultPayload, cancellationToken)
                .ConfigureAwait(false);
        }

        MirrorTelemetry.Effects.Add(
            1,
            new(MirrorTelemetry.ClusterTag, effect.Key.Cluster.Value),
            new(MirrorTelemetry.KindTag, effect.Kind.ToString()),
            new(MirrorTelemetry.OutcomeTag, outcome.Kind.ToString()));
        if (outcome.IsAccepted)
        {
            Log.EffectAccepted(logger, effect.Key, effect.Kind, port.Name, reason);
        }
        else
        {
            Log.EffectNotAccepted(logger, effect.Key, effect.Kind, port.Name, outcome.Kind, outcome.Detail);
        }

        return outcome;
    }

    private static EffectPayload Describe(ProposedEffect effect, PortDescription port, string reason) => new(
        effect.Kind,
        port.Name,
        reason,
        effect.Service,
        effect.Count == 0 ? null : effect.Count,
        effect.Weights.Count > 0 ? [.. effect.Weights.Select(w => w.Instance)] : effect.Instances.Count > 0 ? effect.Instances : null,
        effect.Weights.Count > 0 ? effect.Weights[0].Weight : null,
        effect.Digest,
        effect.ExecutionStep,
        effect.DataSet);

    private string? Refusal(ClusterObservation observation, LeaseHandle lease, PortDescription port, ProposedEffect effect)
    {
        TimeSpan remaining = lease.Remaining;
        if (heedsRemainingLease && port.Fencing == Fencing.CheckThenAct && remaining > TimeSpan.Zero && remaining <= options.CallTimeout + ClockSkew)
        {
            return $"the lease holds for {remaining} more, and a call may take {options.CallTimeout}";
        }

        DateTimeOffset now = time.GetUtcNow();
        var context = new SafetyContext
        {
            Now = now,
            World = observation.World,
            Needs = observation.Needs,
            Capacities = [.. capacities.Select(c => c.In(now, now))],
            Services = services,
            Run = journal.Book.Open,
            Established = journal.Book.Established,
            Release = journal.Book.Release,
            LastUndoing = journal.Book.LastUndoing,
            RetryDelay = options.Switchover.RetryDelay,
            HeldEpoch = remaining > TimeSpan.Zero ? lease.Epoch : null,
            Limits = options.Safety,
        };
        IReadOnlyList<SafetyBreach> breaches = SafetyInvariants.Check(invariants, context, effect);
        foreach (SafetyBreach breach in breaches)
        {
            MirrorTelemetry.Refusals.Add(
                1, new(MirrorTelemetry.ClusterTag, effect.Key.Cluster.Value), new(MirrorTelemetry.InvariantTag, breach.Name));
        }

        return breaches.Count == 0 ? null : string.Join("; ", breaches);
    }

    private async ValueTask<EffectOutcome> JournalAndCallAsync(
        LeaseHandle lease,
        PortDescription port,
        ProposedEffect effect,
        string reason,
        Func<CancellationToken, ValueTask> act,
        Func<string, string>? redact,
        CancellationToken cancellationToken)
    {
        await journal.AppendAsync(
            effect.Epoch, JournalRecordKind.Intent, effect.Key, Describe(effect, port, reason), JournalPayloads.Default.EffectPayload, cancellationToken)
            .ConfigureAwait(false);
        using var timeout = new CancellationTokenSource(options.CallTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, lease.LostToken, cancellationToken);
        try
        {
            await act(linked.Token).ConfigureAwait(false);
            return EffectOutcome.Accepted;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && !lease.LostToken.IsCancellationRequested)
        {
            return new EffectOutcome(EffectOutcomeKind.Unknown, $"no answer within {options.CallTimeout}");
        }
        catch (Exception e) when (e is not OperationCanceledException && !e.IsFatal())
        {
            return new EffectOutcome(EffectOutcomeKind.Failed, redact?.Invoke(e.Message) ?? e.Message);
        }
    }
}
