using System.CommandLine;
using System.Globalization;
using TopologyMirror.ForecastTuning.Commands;
using TopologyMirror.ForecastTuning.Report;
using TopologyMirror.Quickstart;
using TopologyMirror.Quickstart.Output;
using TopologyMirror.Quickstart.Report;
using TopologyMirror.Replay;
using TopologyMirror.Tuning;

namespace TopologyMirror.ForecastTuning;

/// <summary>The sample from its arguments to its exit code.</summary>
internal static class TuningApp
{
    /// <summary>It ran to its end.</summary>
    public const int Success = 0;

    /// <summary>What the user gave cannot be used; nothing was written but one sentence on standard error.</summary>
    public const int BadInput = 2;

    /// <summary>Runs the sample.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">Errors.</param>
    /// <param name="time">The clock that cost is measured with.</param>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, TimeProvider time)
    {
        try
        {
            ParseResult command = TuningCommand.Parse(arguments);
            if (command.Action is not null)
            {
                return TuningCommand.Show(command, output, error);
            }

            Execute(TuningCommand.Read(command), output, time);
            return Success;
        }
        catch (Exception e) when (e is InputException or InvalidTraceException or InvalidTuningException)
        {
            error.WriteLine(MessageText.OnOneLine(e.Message));
            return BadInput;
        }
    }

    private static void Execute(TuningSettings settings, TextWriter output, TimeProvider time)
    {
        string[] inputs = settings.Csv is { } csv ? [csv] : [];
        ReportFile? configuration = settings.Configuration is { } path ? ReserveNew(path, inputs) : null;
        ReportFile? page = settings.Html is { } html ? ReportFile.Reserve(html, inputs, "--html", "--csv") : null;
        if (page is not null && configuration is not null && RealPath.IsSame(page.Path, configuration.Path))
        {
            throw new InputException($"--html '{page.Path}' is also the --write-config; name another file.");
        }

        TunedLoad load = TunedLoad.Load(settings.Csv);
        var tuner = new ForecastTuner(time, new ForecastTunerOptions { Budget = settings.Budget, HorizonSteps = settings.Horizon, Origins = settings.Origins });
        ForecastTuningResult result = tuner.Tune(load.Name, load.History);
        output.WriteLine(Summary(load, result));
        output.WriteLine();
        output.WriteLine(result.ToTable(settings.All));
        output.WriteLine(result.Reason);
        foreach (ForecastTuningRow row in result.Rows.Where(row => row is { IsOnFront: true, IsPick: false }))
        {
            output.WriteLine($"  {row.Label}: {row.Verdict}");
        }

        string pinned = result.ToConfiguration(settings.Cluster);
        output.WriteLine();
        output.WriteLine($"What pins it for cluster '{settings.Cluster}':");
        output.WriteLine(pinned);
        Write(configuration, pinned + "\n", "Configuration", output);
        Write(page, page is null ? "" : TuningPage.Render(load, result, pinned, Summary(load, result)), "Report", output);
    }

    private static string Summary(TunedLoad load, ForecastTuningResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{load.Name}: {load.History.Count} steps of {result.Step}, {load.History.Gaps} of them missing; {result.Rows.Count} model sets, each with {result.Origins} forecasts of {result.HorizonSteps} steps over the newer half{Skipped(result)}; seasonal naive with a season of {result.SeasonSteps} step{(result.SeasonSteps == 1 ? "" : "s")} for reference.");

    private static string Skipped(ForecastTuningResult result) =>
        result.SkippedOrigins == 0 ? "" : $" ({result.SkippedOrigins.ToString(CultureInfo.InvariantCulture)} more were left out, where a forecast or what came is missing)";

    /// <summary>Settings of a host must not be lost to a fragment.</summary>
    private static ReportFile ReserveNew(string path, string[] inputs) =>
        File.Exists(path)
            ? throw new InputException($"--write-config '{path}' exists already; name a new file.")
            : ReportFile.Reserve(path, inputs, "--write-config", "--csv");

    private static void Write(ReportFile? file, string text, string what, TextWriter output)
    {
        if (file is not null)
        {
            file.Write(text);
            output.WriteLine($"{what}: {MessageText.OnOneLine(file.Path)}");
        }
    }
}
