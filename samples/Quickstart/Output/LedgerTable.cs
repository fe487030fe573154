using System.Globalization;
using Spectre.Console;
using TopologyMirror.Promotion;

namespace TopologyMirror.Quickstart.Output;

/// <summary>The ledger's days as a table: one definition for the console and the report.</summary>
internal static class LedgerTable
{
    private static readonly string[] Others = ["reactive", "no-shadow", "nothing", "clairvoyant"];

    /// <summary>What the table shows.</summary>
    public static string Note =>
        "Ledger by day (UTC), warm-up included, in instance-hours; of other ways for the same load: paid / missing.";

    /// <summary>The headings; all but the first are of numbers.</summary>
    /// <param name="ledger">The ledger.</param>
    public static IReadOnlyList<string> Headings(MirrorLedger ledger) =>
        ["day", "live", "shadow", "launching", "overlap", "paid / missing", .. Others, .. ledger.Currency is { } currency ? [currency] : Array.Empty<string>()];

    /// <summary>The cells of the days, in the order of the headings.</summary>
    /// <param name="ledger">The ledger.</param>
    public static IEnumerable<IReadOnlyList<string>> Rows(MirrorLedger ledger) => ledger.Days.Select(day => (IReadOnlyList<string>)
    [
        day.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        NumberText.Fixed(day.Hours.Live, 1),
        NumberText.Fixed(day.Hours.Shadow, 1),
        NumberText.Fixed(day.Hours.Launching, 1),
        NumberText.Fixed(day.Hours.Overlap, 1),
        Both(day.Hours.Paid, day.Hours.Missing),
        .. Others.Select(policy => day.Counterfactuals.FirstOrDefault(c => string.Equals(c.Policy, policy, StringComparison.Ordinal)) is { } other
            ? Both(other.PaidHours, other.MissingHours)
            : "–"),
        .. ledger.Currency is null ? Array.Empty<string>() : [day.Money is { } money ? Both(money.Paid, money.Missing) : "–"],
    ]);

    /// <summary>The table for the console.</summary>
    /// <param name="ledger">The ledger.</param>
    public static Table Draw(MirrorLedger ledger)
    {
        Table table = new Table().Border(TableBorder.Simple);
        IReadOnlyList<string> headings = Headings(ledger);
        foreach (string heading in headings)
        {
            TableColumn column = new TableColumn(Markup.Escape(heading)).Padding(1, 0, 0, 0).NoWrap();
            table.AddColumn(string.Equals(heading, headings[0], StringComparison.Ordinal) ? column : column.RightAligned());
        }

        foreach (IReadOnlyList<string> row in Rows(ledger))
        {
            table.AddRow([.. row.Select(cell => new Markup(Markup.Escape(cell)))]);
        }

        return table;
    }

    private static string Both(double paid, double missing) => $"{NumberText.Fixed(paid, 1)} / {NumberText.Fixed(missing, 1)}";
}
