using System.CommandLine;
using System.Text.Json;
using TopologyMirror.Backtests.Frontier;
using TopologyMirror.Backtests.Realised;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>The command <c>replay</c>: runs the sweep, checks the file of one, or counts how often plans are exceeded.</summary>
internal static class ReplayCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int BadInput = 2;

    /// <summary>The command.</summary>
    /// <param name="output">Takes results, as Markdown or JSON.</param>
    /// <param name="error">Takes progress and errors.</param>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var replay = new Command("replay", "Replays recorded loads with releases and events, and scores ways to scale.")
        {
            ReplayOptions.Data, ReplayOptions.Sets, ReplayOptions.Variants, ReplayOptions.Seeds, ReplayOptions.Policies, ReplayOptions.Risks,
            ReplayOptions.LeadTime, ReplayOptions.Threads, ReplayOptions.Json, ReplayOptions.Svg, ReplayOptions.Output, ReplayOptions.Verify,
            ReplayOptions.Realised,
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
        DirectoryInfo? data = line.GetValue(ReplayOptions.Data);
        if (data is { Exists: false })
        {
            throw new BacktestException($"--data '{data}' is no folder.");
        }

        if (line.GetValue(ReplayOptions.Verify) is { } file)
        {
            return ResultVerifier.Verify(file, data, output) ? Success : Failure;
        }

        SweepSettings settings = Read(line, data ?? throw new BacktestException("--data is missing: it names the folder of recorded loads."));
        bool json = line.GetValue(ReplayOptions.Json);
        if (line.GetValue(ReplayOptions.Realised))
        {
            RealisedJson realised = RealisedRun.Of(settings, error);
            Write(json, output, () => JsonSerializer.Serialize(realised, SweepJsonContext.Default.RealisedJson), () => RealisedTable.Write(realised, output));
            return Success;
        }

        IReadOnlyList<BacktestRun> runs = Sweep(settings, line.GetValue(ReplayOptions.Output), line.GetValue(ReplayOptions.Svg), error);
        Write(json, output, () => SweepJson.Of(runs), () => SweepTables.Write(runs, output));
        return Success;
    }

    private static SweepSettings Read(ParseResult line, DirectoryInfo data) => new()
    {
        Data = data,
        Sets = OptionTexts.Names(line.GetValue(ReplayOptions.Sets)),
        Variants = OptionTexts.Events(line.GetValue(ReplayOptions.Variants)),
        Seeds = line.GetValue(ReplayOptions.Seeds) ?? [],
        Policies = OptionTexts.Names(line.GetValue(ReplayOptions.Policies)),
        Risks = OptionTexts.Risks(line.GetValue(ReplayOptions.Risks)),
        LeadTime = OptionTexts.LeadTime(line.GetValue(ReplayOptions.LeadTime)),
        Threads = line.GetValue(ReplayOptions.Threads) is >= 1 and var threads
            ? threads
            : throw new BacktestException($"--threads '{line.GetValue(ReplayOptions.Threads)}' is less than 1."),
    };

    /// <summary>Runs all; what is written is in the order of variants, seeds, sets and traces, whatever the threads.</summary>
    private static List<BacktestRun> Sweep(SweepSettings settings, FileInfo? output, FileInfo? picture, TextWriter progress)
    {
        IReadOnlyList<SweepPolicy> policies = PolicyCatalog.Select(PolicyCatalog.All(settings.Risks), settings.Policies);
        SweepJob[] jobs =
        [
            .. from variant in settings.Variants from seed in settings.Seeds from file in settings.Files() select new SweepJob(file.Set, file.File, variant, seed),
        ];
        using StreamWriter? results = output?.CreateText();
        using StreamWriter? drawing = picture?.CreateText();
        results?.WriteLine(ResultFile.Header(settings.Data));
        List<BacktestRun> runs = [];
        SweepOrder.Run(jobs.Length, settings.Threads, i => Backtest.Run(jobs[i], policies, settings.LeadTime), run =>
        {
            results?.WriteLine(ResultFile.Line(run));
            progress.WriteLine(SweepTables.Progress(run));
            runs.Add(run.WithoutActions());
        });
        drawing?.Write(FrontierChart.Draw(runs));
        return runs;
    }

    private static void Write(bool json, TextWriter output, Func<string> text, Action tables)
    {
        if (json)
        {
            output.WriteLine(text());
        }
        else
        {
            tables();
        }
    }
}
