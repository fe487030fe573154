using System.Globalization;
using TopologyMirror.Durability;
using TopologyMirror.Forecasting;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Quickstart.Output;
using TopologyMirror.Replay;
using TopologyMirror.Switchover;

namespace TopologyMirror.Quickstart.Report;

/// <summary>The tables of the report.</summary>
internal static class ReportTables
{
    /// <summary>The scores of all policies.</summary>
    /// <param name="policies">The policies.</param>
    public static string Policies(IEnumerable<PolicyScore> policies)
    {
        var table = new HtmlTable(PolicyTable.Headings, textColumns: 1);
        foreach (PolicyScore policy in policies)
        {
            table.Row(PolicyTable.Row(policy), policy.Name == ComparedPolicies.Mirror ? "ours" : "");
        }

        return table.Finish();
    }

    /// <summary>The switchovers with their reasons.</summary>
    /// <param name="runs">The switchovers.</param>
    public static string Runs(IEnumerable<SwitchoverState> runs)
    {
        var table = new HtmlTable(["time", "what", "reason", "asked by", "outcome", "live before", "change", "seconds"], textColumns: 5);
        foreach (SwitchoverState run in runs)
        {
            RunPlan plan = run.Plan;
            table.Row(
            [
                plan.OpenedAt.ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture),
                plan.Kind.ToString(),
                plan.Reason,
                plan.Actor,
                run.Outcome == SwitchoverOutcome.Committed ? "Committed" : $"{run.Outcome}: {run.Reason}",
                plan.ServingBefore.Sum(s => s.Serving).ToString(CultureInfo.InvariantCulture),
                ScoredRuns.Change(run),
                NumberText.Fixed((run.EnteredAt - plan.OpenedAt).TotalSeconds, 1),
            ], plan.Kind switch { SwitchoverKind.Join => "joined", SwitchoverKind.Replace => "replaced", _ => "" });
        }

        return table.Finish();
    }

    /// <summary>The phases of one switchover.</summary>
    /// <param name="timeline">The switchover.</param>
    public static string Phases(SwitchoverTimeline timeline)
    {
        var table = new HtmlTable(["phase", "entered", "seconds"], textColumns: 2);
        foreach (TimelinePhase phase in timeline.Phases())
        {
            table.Row([phase.Name, phase.From.ToString("HH:mm:ss", CultureInfo.InvariantCulture), NumberText.Fixed(phase.Length.TotalSeconds, 1)]);
        }

        return table.Finish();
    }

    /// <summary>What became of the releases, by the pipeline and by those that it is compared with.</summary>
    /// <param name="result">The result.</param>
    /// <param name="policies">Whom to show.</param>
    public static string Releases(ComparisonResult result, IEnumerable<PolicyScore> policies)
    {
        var table = new HtmlTable(["policy", "release", "due", "first served", "alone from", "ended", "outcome", "minutes", "within 2 h"], textColumns: 7);
        foreach (PolicyScore policy in policies)
        {
            foreach (ReplayReleaseResult r in policy.Releases)
            {
                table.Row(
                [
                    policy.Name,
                    r.Release.IsBad ? $"{r.Release.Generation}, bad" : $"{r.Release.Generation}",
                    Time(r.Release.Tick),
                    Time(r.FirstServedAt),
                    Time(r.AllServedAt),
                    Time(r.EndedAt),
                    SummaryText.Outcome(r.Outcome),
                    NumberText.Fixed(r.Minutes, 0),
                    r.IsWithinDeadline ? "yes" : "no",
                ], policy.Name == ComparedPolicies.Mirror ? "ours" : "");
            }
        }

        return table.Finish();

        string Time(int? tick) => ReleaseTimes.At(result.Trace, tick)?.ToString("d MMM HH:mm", CultureInfo.InvariantCulture) ?? "–";
    }

    /// <summary>The records of one switchover.</summary>
    /// <param name="timeline">The switchover.</param>
    public static string Timeline(SwitchoverTimeline timeline)
    {
        var table = new HtmlTable(["after", "record", "what"], textColumns: 3);
        foreach (TimelineEntry entry in timeline.Entries)
        {
            TimeSpan after = entry.At - timeline.Entries[0].At;
            string text = after < TimeSpan.FromMinutes(2)
                ? string.Create(CultureInfo.InvariantCulture, $"{after.TotalSeconds:0.000} s")
                : string.Create(CultureInfo.InvariantCulture, $"{after.TotalMinutes:0.0} min");
            table.Row([text, entry.Kind.ToString(), entry.Text], entry.Kind == JournalRecordKind.Intent ? "effect-row" : "");
        }

        return table.Finish();
    }

    /// <summary>How often the load was at most a quantile, per lead.</summary>
    /// <param name="score">The scores.</param>
    public static string Coverage(ForecastScore score)
    {
        IGrouping<TimeSpan, CoverageScore>[] leads = [.. score.Coverage.GroupBy(c => c.Lead)];
        IEnumerable<string> levels = leads.Length == 0 ? [] : leads[0].Select(c => c.Probability.ToString("0.##", CultureInfo.InvariantCulture));
        var table = new HtmlTable(["lead", .. levels], textColumns: 1);
        foreach (IGrouping<TimeSpan, CoverageScore> lead in leads)
        {
            table.Row([string.Create(CultureInfo.InvariantCulture, $"{lead.Key.TotalMinutes:0.##} min"), .. lead.Select(c => NumberText.Fixed(c.Value, 3))]);
        }

        return table.Finish();
    }
}
