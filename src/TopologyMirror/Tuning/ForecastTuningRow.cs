using TopologyMirror.Forecasting;

namespace TopologyMirror.Tuning;

/// <summary>What was measured of one model set, and what became of it.</summary>
/// <param name="Models">The model set.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Accuracy">How good its forecasts were.</param>
public sealed record ForecastTuningRow(ForecastModelSet Models, ForecastCost Cost, ForecastAccuracy Accuracy)
{
    /// <summary>Short name for tables and charts: a single model's name, the initials of several, or <c>default pool</c>.</summary>
    public string Label => ModelInitials.Of(Models);

    /// <summary>Whether a tick stays within the budget.</summary>
    public bool IsWithinBudget { get; init; }

    /// <summary>Whether no other set is at least as cheap and at least as accurate, and better in one of them; costs within the noise are equal.</summary>
    public bool IsOnFront { get; init; }

    /// <summary>Whether it was picked.</summary>
    public bool IsPick { get; init; }

    /// <summary>Why it was picked, or why not.</summary>
    public string Verdict { get; init; } = string.Empty;
}
