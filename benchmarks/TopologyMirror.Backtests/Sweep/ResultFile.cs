using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using TopologyMirror.Pipeline;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>
/// The results of a sweep as text: a first line with revision and configuration, then one JSON object per run. Actions are flat lists of
/// six numbers each: tick, instance, kind, purpose, generation, replacement.
/// </summary>
internal static class ResultFile
{
    private const int NumbersPerAction = 6;

    /// <summary>The first line.</summary>
    public static string Header() => JsonSerializer.Serialize(
        new ResultHeader(
            "topologymirror-replay-1",
            typeof(ReplayRunner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            new MirrorPipelineOptions()),
        ResultFileContext.Default.ResultHeader);

    /// <summary>The line of a run.</summary>
    /// <param name="run">The run.</param>
    public static string Line(BacktestRun run) => JsonSerializer.Serialize(
        new ResultLine(
            run.Set,
            run.Trace,
            run.Variant,
            run.Seed,
            [.. run.Policies.Select(p => new ResultPolicy(p.Name, p.Score, p.Releases, [.. p.Actions.SelectMany(Flat)]))]),
        ResultFileContext.Default.ResultLine);

    /// <summary>Reads the line of a run.</summary>
    /// <param name="line">The line.</param>
    public static ResultLine Parse(string line) =>
        JsonSerializer.Deserialize(line, ResultFileContext.Default.ResultLine) ?? throw new BacktestException($"The line '{line}' holds no run.");

    /// <summary>The actions of a policy.</summary>
    /// <param name="policy">The policy.</param>
    public static ImmutableArray<ReplayAction> Actions(ResultPolicy policy) =>
    [
        .. policy.Actions.Chunk(NumbersPerAction).Select(a => new ReplayAction(a[0], a[1], (ReplayActionKind)a[2], (ReplayPurpose)a[3])
        {
            Generation = a[4],
            Replacement = a[5],
        }),
    ];

    private static IEnumerable<int> Flat(ReplayAction a) => [a.Tick, a.Instance, (int)a.Kind, (int)a.Purpose, a.Generation, a.Replacement];
}
