namespace TopologyMirror.Promotion;

/// <summary>Something that the next change may wait for. Immutable.</summary>
/// <param name="Cause">What is waited for, for programs.</param>
/// <param name="Service">The service; null when the whole cluster waits.</param>
/// <param name="At">When the wait ends by what is known now; null when that cannot be said.</param>
/// <param name="Text">The same in one sentence, with its numbers; times are in UTC.</param>
public sealed record NextChange(NextChangeCause Cause, ServiceName? Service, DateTimeOffset? At, string Text);
