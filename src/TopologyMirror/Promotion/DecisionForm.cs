namespace TopologyMirror.Promotion;

/// <summary>A recorded decision as it is written.</summary>
/// <param name="Version">Version of the form.</param>
/// <param name="Input">What was decided on.</param>
/// <param name="Outlook">What was read off the plan.</param>
/// <param name="Options">How the policy was set.</param>
/// <param name="Outcome">What was decided and remembered.</param>
/// <param name="Checksum">SHA-256 of the form without it; null while it is computed.</param>
internal sealed record DecisionForm(int Version, PromotionInputForm Input, PromotionOutlook Outlook, PromotionOptions Options, DecisionOutcomeForm Outcome, string? Checksum = null);
