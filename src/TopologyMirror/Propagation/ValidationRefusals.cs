namespace TopologyMirror.Propagation;

/// <summary>Cover of one service that validation refused, one after the other without one that passed. Immutable.</summary>
/// <param name="Digest">The digest that it ran.</param>
/// <param name="InARow">How often; several at the same time count once.</param>
/// <param name="LastAt">When the newest was refused.</param>
/// <param name="Sentence">Its refusal.</param>
internal sealed record ValidationRefusals(ConfigDigest Digest, int InARow, DateTimeOffset LastAt, string Sentence);
