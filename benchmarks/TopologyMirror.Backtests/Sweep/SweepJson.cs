using System.Text.Json;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>The results of a sweep as one JSON object.</summary>
/// <param name="Rows">One row per policy and run.</param>
/// <param name="Hull">One row per run of ours.</param>
internal sealed record SweepJson(IReadOnlyList<SweepJsonRow> Rows, IReadOnlyList<SweepJsonHull> Hull)
{
    /// <summary>Writes it.</summary>
    /// <param name="runs">The runs.</param>
    public static string Of(IReadOnlyList<BacktestRun> runs) => JsonSerializer.Serialize(
        new SweepJson(
            [.. runs.SelectMany(run => run.Policies.Select(policy => SweepJsonRow.Of(run, policy)))],
            [.. runs.Where(run => run.Ours is not null).Select(SweepJsonHull.Of)]),
        SweepJsonContext.Default.SweepJson);
}
