using Spectre.Console;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Output;

/// <summary>The scores of all policies as a table: one definition for the console and the report.</summary>
internal static class PolicyTable
{
    /// <summary>The headings of the report; all but the first are of numbers.</summary>
    public static IReadOnlyList<string> Headings { get; } =
    [
        "policy", "violations %", "minutes", "shortfall %", "over %", "live h", "shadow h", "launching h", "overlap h", "changes/day", "worst burst min",
    ];

    /// <summary>The same headings, short enough for a terminal.</summary>
    private static readonly string[] ShortHeadings =
    [
        "policy", "viol. %", "minutes", "shortf. %", "over %", "live h", "shadow h", "launch h", "overl. h", "chg/day", "burst min",
    ];

    /// <summary>The cells of a policy, in the order of the headings.</summary>
    /// <param name="policy">The policy.</param>
    public static IReadOnlyList<string> Row(PolicyScore policy)
    {
        ReplayScore s = policy.Score;
        return
        [
            policy.Name,
            NumberText.Fixed(s.ViolationPercent, 2),
            NumberText.Fixed(s.ViolationMinutes, 0),
            NumberText.Fixed(s.ShortfallPercent, 2),
            NumberText.Fixed(s.OverPercent, 1),
            NumberText.Fixed(s.PaidHours.Live, 0),
            NumberText.Fixed(s.PaidHours.Shadow, 0),
            NumberText.Fixed(s.PaidHours.Launching, 0),
            NumberText.Fixed(s.PaidHours.Overlap, 0),
            NumberText.Fixed(s.ChangesPerDay, 1),
            NumberText.Fixed(s.WorstBurstMinutes, 0),
        ];
    }

    /// <summary>The table for the console.</summary>
    /// <param name="policies">The policies.</param>
    public static Table Draw(IEnumerable<PolicyScore> policies)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string heading in ShortHeadings)
        {
            TableColumn column = new TableColumn(Markup.Escape(heading)).Padding(1, 0, 0, 0);
            table.AddColumn(heading == ShortHeadings[0] ? column.NoWrap() : column.RightAligned());
        }

        foreach (PolicyScore policy in policies)
        {
            bool isOurs = policy.Name == ComparedPolicies.Mirror;
            table.AddRow([.. Row(policy).Select(cell => new Markup(isOurs ? $"[bold]{Markup.Escape(cell)}[/]" : Markup.Escape(cell)))]);
        }

        return table;
    }
}
