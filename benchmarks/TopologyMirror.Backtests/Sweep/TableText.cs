using System.Globalization;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Numbers as they stand in tables.</summary>
internal static class TableText
{
    /// <summary>What stands where a thing does not apply.</summary>
    public const string None = "–";

    /// <summary>The same in every culture.</summary>
    /// <param name="text">The text.</param>
    public static string Of(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A number, or that there is none.</summary>
    /// <param name="number">The number.</param>
    /// <param name="format">How it is written.</param>
    public static string Of(double? number, string format) => number is not { } value || double.IsNaN(value) ? None
        : double.IsInfinity(value) ? "∞" : value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Runs in the order in which they came, by set and events, then of all sets by events.</summary>
    /// <param name="runs">The runs.</param>
    public static IEnumerable<(string Set, ReplayEventVariant Variant, BacktestRun[] Runs)> Groups(IReadOnlyList<BacktestRun> runs)
    {
        IEnumerable<(string, ReplayEventVariant, BacktestRun[])> sets = runs.GroupBy(r => (r.Set, r.Variant)).Select(g => (g.Key.Set, g.Key.Variant, g.ToArray()));
        return runs.DistinctBy(r => r.Set).Count() == 1
            ? sets
            : sets.Concat(runs.GroupBy(r => r.Variant).Select(g => ("all", g.Key, g.ToArray())));
    }
}
