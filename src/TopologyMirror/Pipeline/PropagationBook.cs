using System.Collections.Immutable;
using TopologyMirror.Durability;
using TopologyMirror.Propagation;
using TopologyMirror.Safety;

namespace TopologyMirror.Pipeline;

/// <summary>What the journal says of revisions on their way: attempts, what was executed once, which ways back are closed. Immutable.</summary>
internal sealed record PropagationBook
{
    public static PropagationBook Empty { get; } = new();

    /// <summary>The attempts on instances that exist, since an operator last let everything be tried again.</summary>
    public ImmutableList<PropagationAttempts> Attempts { get; init; } = [];

    /// <summary>Steps that were executed once for their revision.</summary>
    public ImmutableList<RevisionStep> Done { get; init; } = [];

    /// <summary>The digests that live ran, each once, in the order in which one led to the next; the last is the one that was released last.</summary>
    public ImmutableList<ConfigDigest> Lineage { get; init; } = [];

    /// <summary>When the newest release was committed; null before the first.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Digests to which no way leads back, with the digest whose contract step has begun since.</summary>
    public ImmutableSortedDictionary<ConfigDigest, ConfigDigest> NoWayBack { get; init; } = ImmutableSortedDictionary<ConfigDigest, ConfigDigest>.Empty;

    /// <summary>Why a contract step failed; null when none did.</summary>
    public string? ContractFailure { get; init; }

    public PropagationBook Apply(JournalRecord record)
    {
        switch (record.Kind)
        {
            // Few effects concern configuration, and only terminations concern what was attempted before.
            case JournalRecordKind.Intent when Attempts.Count > 0 || record.Payload.Contains("\"digest\"", StringComparison.Ordinal):
                return Intend(record, JournalPayloads.Read(record.Payload, JournalPayloads.Default.EffectPayload, record.Sequence));
            case JournalRecordKind.Result when Attempts.Count > 0:
                return Answer(record, JournalPayloads.Read(record.Payload, JournalPayloads.Default.ResultPayload, record.Sequence));
            case JournalRecordKind.Executed:
                ExecutedPayload executed = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ExecutedPayload, record.Sequence);
                return executed.Failure is { } failure
                    ? this with { ContractFailure = failure }
                    : this with { Done = Done.Add(new RevisionStep(executed.Digest, executed.Step, executed.Instance)) };
            case JournalRecordKind.Settled when Attempts.Count > 0:
                SettledPayload settled = JournalPayloads.Read(record.Payload, JournalPayloads.Default.SettledPayload, record.Sequence);
                return Forget(settled.Instances);
            case JournalRecordKind.Command when Attempts.Count > 0 || ContractFailure is not null:
                CommandPayload command = JournalPayloads.Read(record.Payload, JournalPayloads.Default.CommandPayload, record.Sequence);
                return command.Command == OperatorCommandKind.Resume ? this with { Attempts = [], ContractFailure = null } : this;
            default:
                return this;
        }
    }

    /// <summary>A release was committed. One that leads back to a digest forgets what came after it.</summary>
    public PropagationBook Replaced(ConfigDigest released, ConfigDigest? before, DateTimeOffset at)
    {
        ImmutableList<ConfigDigest> lineage = before is { } previous && !Lineage.Contains(previous) ? Lineage.Add(previous) : Lineage;
        int known = lineage.IndexOf(released);
        lineage = known >= 0 ? lineage.RemoveRange(known + 1, lineage.Count - known - 1) : lineage.Add(released);
        return this with { Lineage = lineage, ReleasedAt = at, ContractFailure = null };
    }

    private static string Key(JournalRecord record) => new EffectKey(record.Cluster, record.Run, record.Step, record.Attempt).ToString();

    private static PropagationActionKind? ToAction(ProposedEffectKind kind) => kind switch
    {
        ProposedEffectKind.Deliver => PropagationActionKind.Deliver,
        ProposedEffectKind.RunStep or ProposedEffectKind.RunContract => PropagationActionKind.RunStep,
        ProposedEffectKind.Activate => PropagationActionKind.Activate,
        _ => null,
    };

    private PropagationBook Intend(JournalRecord record, EffectPayload effect)
    {
        if (effect.Kind == ProposedEffectKind.Terminate)
        {
            return Forget(effect.Instances ?? []);
        }

        if (ToAction(effect.Kind) is not { } kind || effect is not { Instances: [var instance, ..], Digest: { } digest })
        {
            return this;
        }

        int index = Attempts.FindIndex(a => a.Kind == kind && a.Instance == instance && a.Digest == digest && string.Equals(a.Step, effect.Step, StringComparison.Ordinal));
        PropagationAttempts attempts = index >= 0
            ? Attempts[index]
            : new PropagationAttempts { Kind = kind, Instance = instance, Digest = digest, Step = effect.Step, Keys = [], LastAt = record.Time };
        attempts = attempts with { Keys = [.. attempts.Keys, Key(record)], LastAt = record.Time, Failure = null };
        PropagationBook next = this with { Attempts = index >= 0 ? Attempts.SetItem(index, attempts) : Attempts.Add(attempts) };

        // From the first attempt on the old form may be gone.
        return effect.Kind == ProposedEffectKind.RunContract
            ? next with { NoWayBack = NoWayBack.SetItems(Lineage.Where(d => d != digest).Select(d => KeyValuePair.Create(d, digest))) }
            : next;
    }

    private PropagationBook Answer(JournalRecord record, ResultPayload result)
    {
        string key = Key(record);
        int index = Attempts.FindIndex(a => string.Equals(a.Keys[^1], key, StringComparison.Ordinal));
        return index < 0 || result.Outcome == EffectOutcomeKind.Accepted
            ? this
            : this with { Attempts = Attempts.SetItem(index, Attempts[index] with { Failure = result.Detail ?? result.Outcome.ToString() }) };
    }

    private PropagationBook Forget(IReadOnlyList<InstanceId> instances) =>
        Attempts.Count == 0 ? this : this with { Attempts = Attempts.RemoveAll(a => instances.Contains(a.Instance)) };
}
