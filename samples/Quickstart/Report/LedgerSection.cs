using System.Globalization;
using System.Net;
using System.Text;
using TopologyMirror.Promotion;
using TopologyMirror.Quickstart.Output;

namespace TopologyMirror.Quickstart.Report;

/// <summary>The part of the report that tells what decisions cost.</summary>
internal static class LedgerSection
{
    /// <summary>Appends it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="ledger">The ledger.</param>
    public static void Append(StringBuilder page, MirrorLedger ledger)
    {
        page.Append("<section><h2>What the decisions cost</h2>")
            .Append($"<p>{WebUtility.HtmlEncode(LedgerTable.Note)} <b>no-shadow</b> launches what was planned straight into live, <b>nothing</b> keeps what was live as the day began, <b>clairvoyant</b> knows the whole day and is booked when it is over.</p>")
            .Append(Days(ledger))
            .Append($"<details><summary>The newest {ledger.Entries.Count} decisions</summary><p>Expected cost of a promotion now, later and never, in paid instance-hours; one that is missing counts by the accepted risk. Break-even is the price of a missing instance-hour at which now and never cost the same.</p>")
            .Append($"<div class=\"scroll\">{Entries(ledger)}</div></details></section>\n");
    }

    private static string Days(MirrorLedger ledger)
    {
        var table = new HtmlTable(LedgerTable.Headings(ledger), textColumns: 1);
        foreach (IReadOnlyList<string> row in LedgerTable.Rows(ledger))
        {
            table.Row(row);
        }

        return table.Finish();
    }

    private static string Entries(MirrorLedger ledger)
    {
        var table = new HtmlTable(["time", "what", "reason", "now", "later", "never", "break-even", "need likely", "paid h", "missing h"], textColumns: 3);
        foreach (LedgerEntry entry in ledger.Entries)
        {
            PromotionCosts? costs = entry.Costs.Count > 0 ? entry.Costs[0] : null;
            table.Row(
            [
                entry.At.ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture),
                entry.Kind.ToString(),
                entry.Reason,
                NumberText.Fixed(costs?.Now, 2),
                NumberText.Fixed(costs?.Later, 2),
                NumberText.Fixed(costs?.Never, 2),
                NumberText.Fixed(costs?.BreakEvenMissingPrice, 1),
                costs is null ? "–" : NumberText.Percent(costs.NeedProbability),
                NumberText.Fixed(entry.Hours.Paid, 2),
                NumberText.Fixed(entry.Hours.Missing, 2),
            ]);
        }

        return table.Finish();
    }
}
