namespace TopologyMirror.Tuning;

/// <summary>
/// The choice among measured model sets: the most accurate within the budget; where none is, the cheapest. A pure function of what was
/// measured.
/// </summary>
/// <remarks>
/// Measured times scatter, so costs are compared in classes whose widths are the noise, counted from the budget: that a cost is within
/// the budget is exact, and costs of one class are equal. Ties go to the fewer models, then to the name.
/// </remarks>
internal sealed class ModelSetChoice
{
    private readonly TimeSpan _budget;
    private readonly double _noise;

    private ModelSetChoice(IReadOnlyList<ForecastTuningRow> measured, TimeSpan budget, double noise)
    {
        (_budget, _noise) = (budget, noise);
        ForecastTuningRow[] fitting = [.. measured.Where(IsWithin)];
        ForecastTuningRow pick = fitting.Length > 0
            ? fitting.OrderBy(r => r.Accuracy.Loss).ThenBy(Class).ThenBy(Size).ThenBy(Name, StringComparer.Ordinal).First()
            : measured.OrderBy(Class).ThenBy(r => r.Accuracy.Loss).ThenBy(Size).ThenBy(Name, StringComparer.Ordinal).First();
        var words = new TuningVerdicts(pick, budget, fitting, r => Class(r).CompareTo(Class(pick)));
        Reason = words.Reason;
        Rows =
        [
            .. measured.OrderBy(r => r.Cost.Tick).ThenBy(Name, StringComparer.Ordinal).Select(row => row with
            {
                IsWithinBudget = IsWithin(row),
                IsOnFront = !measured.Any(other => Dominates(other, row)),
                IsPick = ReferenceEquals(row, pick),
                Verdict = words.Of(row),
            }),
        ];
    }

    /// <summary>The rows, cheapest first, with what became of each.</summary>
    public IReadOnlyList<ForecastTuningRow> Rows { get; }

    /// <summary>Why the pick was picked.</summary>
    public string Reason { get; }

    /// <summary>The row that was picked.</summary>
    public ForecastTuningRow Pick => Rows.First(r => r.IsPick);

    /// <summary>Chooses.</summary>
    /// <param name="measured">What was measured, at least one; no model set twice.</param>
    /// <param name="budget">What a tick may take; positive.</param>
    /// <param name="noise">Share by which costs scatter, from 0.</param>
    public static ModelSetChoice Of(IReadOnlyList<ForecastTuningRow> measured, TimeSpan budget, double noise) => new(measured, budget, noise);

    /// <summary>Whether one row is at least as cheap and as accurate as the other, and better in one of them.</summary>
    public bool Dominates(ForecastTuningRow one, ForecastTuningRow other)
    {
        int cost = Class(one).CompareTo(Class(other));
        int loss = one.Accuracy.Loss.CompareTo(other.Accuracy.Loss);
        return cost <= 0 && loss <= 0 && (cost < 0 || loss < 0);
    }

    private bool IsWithin(ForecastTuningRow row) => row.Cost.Tick <= _budget;

    private double Class(ForecastTuningRow row)
    {
        double share = (double)Math.Max(row.Cost.Tick.Ticks, 1) / _budget.Ticks;
        return _noise > 0 ? Math.Ceiling(Math.Log(share) / Math.Log(1 + _noise)) : share;
    }

    private static int Size(ForecastTuningRow row) => row.Models.Models.Count;

    private static string Name(ForecastTuningRow row) => row.Models.Name;
}
