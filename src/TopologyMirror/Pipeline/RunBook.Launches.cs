using TopologyMirror.Capacity;
using TopologyMirror.Durability;
using TopologyMirror.Safety;

namespace TopologyMirror.Pipeline;

internal sealed partial record RunBook
{
    /// <summary>The launches of the newest hour. What has failed, or of which nobody knows, counts: it may have come about.</summary>
    public LaunchHistory Launches { get; init; } = LaunchHistory.Empty;

    /// <summary>The effect of the newest launch, until its result is journaled; null when it is.</summary>
    private (RunId Run, int Step, int Attempt)? Launching { get; init; }

    private RunBook NoteLaunch(JournalRecord record)
    {
        (RunId Run, int Step, int Attempt) effect = (record.Run, record.Step, record.Attempt);
        if (record.Kind == JournalRecordKind.Intent && record.Payload.Contains(nameof(ProposedEffectKind.Launch), StringComparison.Ordinal))
        {
            EffectPayload launch = JournalPayloads.Read(record.Payload, JournalPayloads.Default.EffectPayload, record.Sequence);
            return launch is { Kind: ProposedEffectKind.Launch, Count: { } count }
                ? this with { Launches = Launches.Add(record.Time, count), Launching = effect }
                : this;
        }

        if (record.Kind != JournalRecordKind.Result || Launching != effect)
        {
            return this;
        }

        ResultPayload result = JournalPayloads.Read(record.Payload, JournalPayloads.Default.ResultPayload, record.Sequence);
        return this with { Launching = null, Launches = result.Outcome == EffectOutcomeKind.Refused ? Launches.WithoutNewest() : Launches };
    }
}
