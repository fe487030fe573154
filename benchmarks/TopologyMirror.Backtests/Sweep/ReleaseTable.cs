using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Writes what became of releases, ours and rolling ones, as Markdown.</summary>
internal static class ReleaseTable
{
    /// <summary>The table; nothing where ours was not run or nothing was released.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="output">Takes it.</param>
    public static void Write(IReadOnlyList<BacktestRun> runs, TextWriter output)
    {
        BacktestRun[] released = [.. runs.Where(r => r.Ours is { Releases.IsEmpty: false })];
        if (released.Length == 0)
        {
            return;
        }

        output.WriteLine("| set | events | releases | as they should be within 2 h | longest, minutes | rolling, as they should be | rolling, longest | invariant violations |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (IGrouping<(string Set, ReplayEventVariant Variant), BacktestRun> group in released.GroupBy(r => (r.Set, r.Variant)))
        {
            ReplayReleaseResult[] ours = [.. group.SelectMany(r => r.Ours!.Releases)];
            ReplayReleaseResult[] rolling = [.. group.SelectMany(r => Rolling(r)?.Releases ?? [])];
            string theirs = rolling.Length == 0 ? $"{TableText.None} | {TableText.None}" : TableText.Of($"{rolling.Count(r => r.IsAsItShouldBe)} | {rolling.Max(r => r.Minutes):0}");
            output.WriteLine(TableText.Of(
                $"| {group.Key.Set} | {VariantNames.Of(group.Key.Variant)} | {ours.Length} | {ours.Count(r => r.IsAsItShouldBe)} | {ours.Max(r => r.Minutes):0} | {theirs} | {group.Sum(r => r.InvariantViolations)} |"));
        }

        output.WriteLine();
    }

    /// <summary>Of two ways to scale that roll, the one that is nearest to ours; null where neither was run.</summary>
    private static PolicyRun? Rolling(BacktestRun run) =>
        run.Find(PolicyCatalog.AtRisk(PolicyCatalog.NoShadow, PolicyCatalog.DefaultRisk)) ?? run.Find(PolicyCatalog.Reference);
}
