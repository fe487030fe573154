using TopologyMirror.Durability;
using TopologyMirror.Promotion;
using TopologyMirror.Propagation;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    private readonly LoadTestLog _loadTests = new();
    private ShadowValidator _validator;

    private ClusterObservation Judge(ClusterObservation observation) =>
        _validator.Judge(observation, _journal.Book.Open, offersLoad: _options.Mode != ControlMode.Observe);

    /// <summary>Wires and validates the shadow, so that what counts in this tick counts rightly.</summary>
    private async ValueTask<ClusterObservation> PrepareShadowAsync(LeaseHandle lease, ClusterObservation observation, CancellationToken cancellationToken)
    {
        observation = await RewireAsync(lease, observation, cancellationToken).ConfigureAwait(false);
        TimeSpan wait = _options.Validation.TickWait < TickInterval / 2 ? _options.Validation.TickWait : TickInterval / 2;
        DateTimeOffset until = _time.GetUtcNow() + wait;
        while (_validator.IsBusy && until - _time.GetUtcNow() is { Ticks: > 0 } left)
        {
            await _validator.WaitAsync(left, cancellationToken).ConfigureAwait(false);
            observation = Judge(observation);
        }

        return await RejectAsync(lease, observation, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A candidate that is refused for good speaks for its whole revision: it is not tried again until an operator resumes.</summary>
    private async ValueTask<ClusterObservation> RejectAsync(LeaseHandle lease, ClusterObservation observation, CancellationToken cancellationToken)
    {
        ObservedInstance? refused = observation.World.Topology.Instances.FirstOrDefault(
            i => i.Validation == ValidationStatus.Refused && i.Digest == observation.CandidateDigest);
        if (refused is null || _journal.Book.Open is not null || _options.Mode == ControlMode.Observe)
        {
            return observation;
        }

        string reason = refused.ValidationDetail ?? $"Validation refuses instance '{refused.Id}'.";
        await _journal.AppendAsync(
            lease.Epoch,
            JournalRecordKind.Rejected,
            new EffectKey(Cluster, default, 0, 0),
            new RejectedPayload(observation.Desired, reason),
            JournalPayloads.Default.RejectedPayload,
            cancellationToken).ConfigureAwait(false);
        Log.RevisionRejected(_logger, Cluster, observation.Desired.Abbreviated, reason);
        return observation with { Rejected = _journal.Book.Rejected };
    }

    /// <summary>What validation refuses now, and what waits for that.</summary>
    private List<string> Refusals(ClusterObservation observation)
    {
        DateTimeOffset now = _time.GetUtcNow();
        List<string> refusals =
        [
            .. observation.World.Topology.Instances.Where(i => i.Validation == ValidationStatus.Refused).Select(i => i.ValidationDetail!),
        ];
        SortedDictionary<ServiceName, DateTimeOffset> holds = _validator.Holds;
        foreach ((ServiceName service, ValidationRefusals refused) in _validator.Book.Refusals)
        {
            string wait = holds[service] > now ? $"; no cover of it is launched before {holds[service].UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}" : string.Empty;
            refusals.Add($"Cover of {service} was refused {refused.InARow} times in a row{wait}. {refused.Sentence}");
        }

        return refusals;
    }
}
