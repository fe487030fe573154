namespace TopologyMirror.Forecasting;

/// <summary>How often the actual value was at most a quantile.</summary>
/// <param name="Lead">From the end of the last observed step to the end of the step that was forecast.</param>
/// <param name="Probability">Level of the quantile.</param>
/// <param name="Value">Share of actual values below the quantile, 0 to 1, a tie counted half. Calibrated when it is near the level.</param>
public sealed record CoverageScore(TimeSpan Lead, double Probability, double Value);
