using System.Globalization;
using TopologyMirror.Forecasting;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Output;

/// <summary>The results as plain sentences.</summary>
internal static class SummaryText
{
    private static readonly double[] ShownLevels = [0.5, 0.9, 0.99];

    /// <summary>Says that a trace is shorter, or coarser, than results that are compared must be.</summary>
    /// <param name="trace">The trace.</param>
    public static string OutsideProtocol(ReplayTrace trace) =>
        string.Create(CultureInfo.InvariantCulture, $"outside the protocol: {trace.Window.DaysBefore:0.##} days before");

    /// <summary>What was replayed.</summary>
    /// <param name="result">The result.</param>
    public static string Replayed(ComparisonResult result)
    {
        ReplayTrace trace = result.Trace;
        DateTimeOffset from = trace.Start + (trace.Window.EvaluatedStart * trace.Clock.Tick);
        DateTimeOffset to = trace.Start + (trace.Window.End * trace.Clock.Tick);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{trace.Name}: {trace.Window.EvaluatedTicks} ticks of {trace.Clock.Tick} scored, {from:yyyy-MM-dd HH:mm} to {to:yyyy-MM-dd HH:mm} UTC, after {trace.Window.DaysBefore:0.##} days of history.");
    }

    /// <summary>What the user chose, or did not.</summary>
    /// <param name="result">The result.</param>
    public static string Chosen(ComparisonResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"Seed {result.Settings.Seed}, accepted risk {NumberText.Percent(result.Risk)}, launches take {(result.Settings.LeadTime is { } lead ? lead.ToString() : result.Trace.Clock.IsMinute ? "10 minutes in the median" : "one tick")}.");

    /// <summary>How the pipeline compares with the usual way: reacting, with a quarter on top.</summary>
    /// <param name="result">The result.</param>
    public static string Comparison(ComparisonResult result)
    {
        ReplayScore ours = result.ScoreOf(ComparedPolicies.Mirror);
        ReplayScore theirs = result.ScoreOf(ComparedPolicies.Reference);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{ComparedPolicies.Mirror} was short of need for {ours.ViolationMinutes:0} min ({NumberText.Fixed(ours.ViolationPercent, 2)} %), {ComparedPolicies.Reference} for {theirs.ViolationMinutes:0} min ({NumberText.Fixed(theirs.ViolationPercent, 2)} %); it paid {ours.PaidHours.Total / theirs.PaidHours.Total:0.00} times as many instance-hours.");
    }

    /// <summary>What became of the runs.</summary>
    /// <param name="mirror">What the pipeline did.</param>
    public static string Runs(PipelineReplayResult mirror) => string.Create(
        CultureInfo.InvariantCulture,
        $"{mirror.Joins} joins, {mirror.Replaces} replaces, {mirror.RolledBack} rolled back, {mirror.Resyncs} resyncs, {mirror.InvariantViolations} invariant violations, {mirror.Deviations} deviations.");

    /// <summary>What became of the releases.</summary>
    /// <param name="mirror">What the pipeline did.</param>
    public static string Releases(PipelineReplayResult mirror) => mirror.Scored.Releases.IsEmpty
        ? "No releases."
        : string.Join(' ', mirror.Scored.Releases.Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"Release {r.Release.Generation}{(r.Release.IsBad ? ", a bad one," : "")} was {Outcome(r.Outcome)} after {r.Minutes:0} min.")));

    /// <summary>An outcome in words.</summary>
    /// <param name="outcome">The outcome.</param>
    public static string Outcome(ReplayReleaseOutcome outcome) => outcome switch
    {
        ReplayReleaseOutcome.Finished => "finished",
        ReplayReleaseOutcome.RolledBack => "rolled back",
        _ => "unfinished",
    };

    /// <summary>How good the forecast was.</summary>
    /// <param name="mirror">What the pipeline did.</param>
    public static string Forecast(PipelineReplayResult mirror)
    {
        ForecastScore score = mirror.Forecast;
        IEnumerable<string> coverage = score.Coverage.GroupBy(c => c.Lead).Select(lead => string.Create(
            CultureInfo.InvariantCulture,
            $"{lead.Key.TotalMinutes:0.##} min: {string.Join(", ", lead.Where(c => ShownLevels.Contains(c.Probability)).Select(c => FormattableString.Invariant($"{c.Probability} → {c.Value:0.000}")))}"));
        return $"Forecast of {mirror.BindingMetric}: MASE {NumberText.Fixed(score.Mase, 3)}, WQL {NumberText.Fixed(score.Wql, 4)}; coverage at a lead of {string.Join("; ", coverage)}.";
    }
}
