using System.Globalization;

namespace TopologyMirror.Tuning;

/// <summary>Says in words why a model set was picked, and why the others were not.</summary>
internal sealed class TuningVerdicts(
    ForecastTuningRow pick, TimeSpan budget, IReadOnlyList<ForecastTuningRow> fitting, Func<ForecastTuningRow, int> costAgainstPick)
{
    public string Reason => fitting.Count == 0
        ? $"No model set stays within {TuningText.Time(budget)} a tick; {pick.Models.Name} is the cheapest, at {TuningText.Time(pick.Cost.Tick)}."
        : fitting.Count == 1
        ? $"{pick.Models.Name} is the only model set within {TuningText.Time(budget)} a tick: {Accuracy()}, at {TuningText.Time(pick.Cost.Tick)}."
        : fitting.Any(r => !ReferenceEquals(r, pick) && Loss(r).Equals(Loss(pick)))
        ? $"{pick.Models.Name} is as accurate as the best of {fitting.Count} model sets within {TuningText.Time(budget)} a tick and the cheapest of those, or the one with the fewest models: {Accuracy()}, at {TuningText.Time(pick.Cost.Tick)}."
        : $"{pick.Models.Name} is the most accurate of {fitting.Count} model sets within {TuningText.Time(budget)} a tick: {Accuracy()}, at {TuningText.Time(pick.Cost.Tick)}.";

    /// <summary>The verdict on a row.</summary>
    public string Of(ForecastTuningRow row)
    {
        if (ReferenceEquals(row, pick))
        {
            return "picked";
        }

        int cost = costAgainstPick(row);
        if (row.Cost.Tick > budget && (fitting.Count > 0 || cost > 0))
        {
            return $"{TuningText.Time(row.Cost.Tick - budget)} over the budget, {Against(row)}";
        }

        return Loss(row).Equals(Loss(pick))
            ? cost > 0 ? "as accurate as the pick and dearer" : "as accurate as the pick and as cheap, with more models or a later name"
            : $"{Against(row)}, {(cost > 0 ? "and dearer" : cost < 0 ? "cheaper" : "as cheap")}";
    }

    private static double Loss(ForecastTuningRow row) => row.Accuracy.Loss;

    private string Accuracy() => pick.Accuracy switch
    {
        { RelativeWql: { } relative, Wql: { } wql } => string.Create(CultureInfo.InvariantCulture, $"WQL {wql:0.####}, {relative:0.###} of seasonal naive's"),
        { Wql: { } wql } => string.Create(CultureInfo.InvariantCulture, $"WQL {wql:0.####}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"mean pinball loss {Loss(pick):0.####}"),
    };

    private string Against(ForecastTuningRow row)
    {
        if (Loss(row).Equals(Loss(pick)))
        {
            return "as accurate as the pick";
        }

        string direction = Loss(row) > Loss(pick) ? "less" : "more";
        double share = Math.Abs((Loss(row) / Loss(pick)) - 1);
        return double.IsFinite(share)
            ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} % {direction} accurate than the pick")
            : $"{direction} accurate than the pick";
    }
}
