using TopologyMirror.Durability;
using TopologyMirror.Switchover;

namespace TopologyMirror.Pipeline;

/// <summary>What the journal tells of one run: who asked for it and why, when, at which digest, what was done, and which routes were observed. Immutable.</summary>
public sealed record RunHistory
{
    /// <summary>What the run was to do: number, kind, digest, actor, reason, when it was opened.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>The epochs under which it was carried out, in order: more than one where owners changed.</summary>
    public IReadOnlyList<Epoch> Epochs { get; init; } = [];

    /// <summary>The phases that it entered, in order.</summary>
    public IReadOnlyList<PhaseHistory> Phases { get; init; } = [];

    /// <summary>Its effects, in the order in which they were intended.</summary>
    public IReadOnlyList<EffectHistory> Effects { get; init; } = [];

    /// <summary>When it ended; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public SwitchoverOutcome? Outcome { get; init; }

    /// <summary>Why it ended so; null where there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>The routes that were observed when it ended; empty while it is open.</summary>
    public IReadOnlyList<ObservedWeight> Routes { get; init; } = [];

    /// <summary>How long it took; null while it is open.</summary>
    public TimeSpan? Duration => ClosedAt - Plan.OpenedAt;

    /// <summary>Reads runs off a journal; a run whose opening is not kept any more is left out.</summary>
    internal static IReadOnlyList<RunHistory> Of(IEnumerable<JournalRecord> records)
    {
        var runs = new SortedDictionary<RunId, RunHistory>();
        foreach (JournalRecord record in records)
        {
            if (record.Kind == JournalRecordKind.Opened)
            {
                RunPlan plan = JournalPayloads.Read(record.Payload, JournalPayloads.Default.RunPlan, record.Sequence);
                runs[record.Run] = new RunHistory { Plan = plan, Epochs = [record.Epoch] };
            }
            else if (runs.TryGetValue(record.Run, out RunHistory? run))
            {
                run = run.Epochs[^1] == record.Epoch ? run : run with { Epochs = [.. run.Epochs, record.Epoch] };
                runs[record.Run] = run.Add(record);
            }
        }

        return [.. runs.Values];
    }

    private RunHistory Add(JournalRecord record)
    {
        switch (record.Kind)
        {
            case JournalRecordKind.Entered:
                EnteredPayload entered = JournalPayloads.Read(record.Payload, JournalPayloads.Default.EnteredPayload, record.Sequence);
                return this with { Phases = [.. Phases, new PhaseHistory(entered.Phase, record.Time, entered.Reason, entered.Routes ?? [])] };
            case JournalRecordKind.Intent:
                EffectPayload effect = JournalPayloads.Read(record.Payload, JournalPayloads.Default.EffectPayload, record.Sequence);
                return this with
                {
                    Effects =
                    [
                        .. Effects,
                        new EffectHistory
                        {
                            Step = record.Step, Attempt = record.Attempt, Kind = effect.Kind.ToString(), Port = effect.Port, Reason = effect.Reason,
                            Instances = effect.Instances ?? [], Weight = effect.Weight, IntendedAt = record.Time,
                        },
                    ],
                };
            case JournalRecordKind.Result:
                ResultPayload result = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ResultPayload, record.Sequence);
                return this with
                {
                    Effects = [.. Effects.Select(e => e.Step == record.Step && e.Attempt == record.Attempt && e.AnsweredAt is null
                        ? e with { AnsweredAt = record.Time, Outcome = result.Outcome.ToString(), Detail = result.Detail }
                        : e)],
                };
            case JournalRecordKind.Closed:
                ClosedPayload closed = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ClosedPayload, record.Sequence);
                return this with { ClosedAt = record.Time, Outcome = closed.Outcome, Reason = closed.Reason, Routes = closed.Routes ?? [] };
            default:
                return this;
        }
    }
}
