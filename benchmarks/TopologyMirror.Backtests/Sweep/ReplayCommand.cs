using System.CommandLine;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>The command <c>replay</c>: runs the sweep or, with <c>--verify</c>, checks the file of one.</summary>
internal static class ReplayCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int BadInput = 2;

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Folder of recorded loads: one folder per set, in it CSV files with the columns timestamp,value.",
        HelpName = "DIR",
    };

    private static readonly Option<string[]> Sets = new("--set")
    {
        Description = "Sets to replay; may be repeated.",
        DefaultValueFactory = _ => ["cluster-1min", "requests-1min", "requests-5min", "aws-5min"],
    };

    private static readonly Option<ReplayEventVariant[]> Variants = new("--events")
    {
        Description = "Event variants; may be repeated.",
        DefaultValueFactory = _ => [ReplayEventVariant.None, ReplayEventVariant.Plain, ReplayEventVariant.BadRelease],
    };

    private static readonly Option<int[]> Seeds = new("--seed") { Description = "Seeds; may be repeated.", DefaultValueFactory = _ => [1] };

    private static readonly Option<FileInfo?> Output = new("--out")
    {
        Description = "File to write the results to: seed, revision, configuration, scores and actions, one JSON object per line.",
        HelpName = "FILE.jsonl",
    };

    private static readonly Option<FileInfo?> Verify = new("--verify")
    {
        Description = "Recomputes every score of a result file from its actions and the recorded loads alone.",
        HelpName = "FILE.jsonl",
    };

    /// <summary>The command.</summary>
    /// <param name="output">Takes results, as Markdown.</param>
    /// <param name="error">Takes progress and errors.</param>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var replay = new Command("replay", "Replays recorded loads with releases and events, and scores ways to scale.")
        {
            Data, Sets, Variants, Seeds, Output, Verify,
        };
        replay.SetAction(line =>
        {
            try
            {
                return Replay(line, output, error);
            }
            catch (Exception e) when (e is BacktestException or InvalidTraceException or IOException or UnauthorizedAccessException)
            {
                error.WriteLine(e.Message);
                return BadInput;
            }
        });
        return replay;
    }

    private static int Replay(ParseResult line, TextWriter output, TextWriter error)
    {
        DirectoryInfo data = line.GetValue(Data) ?? throw new BacktestException("--data is missing: it names the folder of recorded loads.");
        if (!data.Exists)
        {
            throw new BacktestException($"--data '{data}' is no folder.");
        }

        if (line.GetValue(Verify) is { } file)
        {
            return ResultVerifier.Verify(file, data, output) ? Success : Failure;
        }

        string[] sets = line.GetValue(Sets) ?? [];
        using StreamWriter? results = line.GetValue(Output)?.CreateText();
        results?.WriteLine(ResultFile.Header());
        List<BacktestRun> runs = [];
        foreach (ReplayEventVariant variant in line.GetValue(Variants) ?? [])
        {
            foreach (int seed in line.GetValue(Seeds) ?? [])
            {
                foreach ((string set, FileInfo trace) in sets.SelectMany(s => TraceFiles.Of(data, s).Select(f => (s, f))))
                {
                    BacktestRun run = Backtest.Run(set, trace, variant, seed);
                    results?.WriteLine(ResultFile.Line(run));
                    error.WriteLine(SweepTables.Progress(run));
                    runs.Add(run.WithoutActions());
                }
            }
        }

        SweepTables.Write(runs, output);
        return Success;
    }
}
