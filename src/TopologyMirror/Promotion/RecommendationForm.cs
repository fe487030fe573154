namespace TopologyMirror.Promotion;

/// <summary>One recommendation as it is written.</summary>
/// <param name="At">When it was made.</param>
/// <param name="N">Instances.</param>
internal readonly record struct RecommendationForm(DateTimeOffset At, int N);
