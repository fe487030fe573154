using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TopologyMirror.Pipeline;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>
/// The results of a sweep as text: a first line with revision and configuration, then one JSON object per run. Actions are flat lists of
/// six numbers each: tick, instance, kind, purpose, generation, replacement.
/// </summary>
internal static class ResultFile
{
    private const string Format = "topologymirror-replay-1";
    private const int NumbersPerAction = 6;

    /// <summary>The first line.</summary>
    /// <param name="data">The folder of the recorded loads.</param>
    public static string Header(DirectoryInfo data) => JsonSerializer.Serialize(
        new ResultHeader(
            Format,
            typeof(ReplayRunner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
            new MirrorPipelineOptions(),
            data.FullName),
        ResultFileContext.Default.ResultHeader);

    /// <summary>The line of a run.</summary>
    /// <param name="run">The run.</param>
    public static string Line(BacktestRun run) => JsonSerializer.Serialize(
        new ResultLine(
            run.Set,
            run.Trace,
            run.Variant,
            run.Seed,
            [.. run.Policies.Select(p => new ResultPolicy(p.Name, p.Score, p.Releases, [.. p.Actions.SelectMany(Flat)]))],
            run.LeadTime),
        ResultFileContext.Default.ResultLine);

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Its first line, and its runs, read one after the other.</returns>
    /// <exception cref="BacktestException">A line is not what it should be; for a run when it is read.</exception>
    public static (ResultHeader Header, IEnumerable<ResultLine> Runs) Read(FileInfo file)
    {
        string first = File.ReadLines(file.FullName).FirstOrDefault() ?? throw new BacktestException($"'{file.Name}' is empty.");
        ResultHeader header = Parse(file, 1, first, ResultFileContext.Default.ResultHeader);
        return header.Format == Format
            ? (header, File.ReadLines(file.FullName).Skip(1).Select((line, i) => Parse(file, i + 2, line, ResultFileContext.Default.ResultLine)))
            : throw new BacktestException($"'{file.Name}' has the format '{header.Format}', not '{Format}'.");
    }

    /// <summary>The actions of a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The actions; null when the numbers do not make up whole actions.</returns>
    public static ImmutableArray<ReplayAction>? Actions(ResultPolicy policy) => policy.Actions.Count % NumbersPerAction != 0 ? null :
    [
        .. policy.Actions.Chunk(NumbersPerAction).Select(a => new ReplayAction(a[0], a[1], (ReplayActionKind)a[2], (ReplayPurpose)a[3])
        {
            Generation = a[4],
            Replacement = a[5],
        }),
    ];

    private static T Parse<T>(FileInfo file, int number, string line, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException e)
        {
            string end = line.Length > 0 && line[^1] == '}' ? "" : ", for it breaks off";
            throw new BacktestException($"Line {number} of '{file.Name}' holds no {(number == 1 ? "configuration" : "run")}{end}: {e.Message.Split(" Path:")[0]}");
        }
    }

    private static IEnumerable<int> Flat(ReplayAction a) => [a.Tick, a.Instance, (int)a.Kind, (int)a.Purpose, a.Generation, a.Replacement];
}
