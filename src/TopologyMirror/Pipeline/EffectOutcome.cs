namespace TopologyMirror.Pipeline;

/// <summary>What became of an effect, with the reason where it was not accepted.</summary>
internal readonly record struct EffectOutcome(EffectOutcomeKind Kind, string? Detail)
{
    public static EffectOutcome Accepted { get; } = new(EffectOutcomeKind.Accepted, null);

    public bool IsAccepted => Kind == EffectOutcomeKind.Accepted;
}
