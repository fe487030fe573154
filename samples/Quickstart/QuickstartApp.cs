using System.CommandLine;
using TopologyMirror.Quickstart.Commands;
using TopologyMirror.Quickstart.Comparison;
using TopologyMirror.Quickstart.Output;
using TopologyMirror.Quickstart.Report;
using TopologyMirror.Quickstart.Traces;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart;

/// <summary>The sample from its arguments to its exit code.</summary>
internal static class QuickstartApp
{
    /// <summary>It ran to its end.</summary>
    public const int Success = 0;

    /// <summary>The library stopped it; why stands on standard error.</summary>
    public const int Failure = 1;

    /// <summary>What the user gave cannot be used; nothing was written but one sentence on standard error.</summary>
    public const int BadInput = 2;

    /// <summary>Runs the sample.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="surface">Where it writes.</param>
    public static int Run(IReadOnlyList<string> arguments, ConsoleSurface surface)
    {
        try
        {
            ParseResult command = QuickstartCommand.Parse(arguments);
            if (command.Action is { } help)
            {
                return QuickstartCommand.Show(help, command, surface);
            }

            Execute(QuickstartCommand.Read(command), surface);
            return Success;
        }
        catch (Exception e) when (e is InputException or InvalidTraceException)
        {
            surface.Error.WriteLine(MessageText.OnOneLine(e.Message));
            return BadInput;
        }
        catch (TopologyMirrorException e)
        {
            surface.Error.WriteLine(MessageText.OnOneLine(e.Message));
            return Failure;
        }
    }

    private static void Execute(QuickstartSettings settings, ConsoleSurface surface)
    {
        long started = TimeProvider.System.GetTimestamp();
        ReportFile? file = settings.Report is { } path ? ReportFile.Reserve(path, settings.Traces.Select(t => t.File)) : null;
        IReadOnlyList<TraceSeries> series = TraceLoader.Load(settings);
        ReplayScenario scenario = ReplayScenario.Create(series, settings.Seed, settings.Events);
        ReplayTrace trace = scenario.Trace;
        string? note = trace.Window.InProtocol ? null : SummaryText.OutsideProtocol(trace);
        if (note is not null && !settings.Json)
        {
            surface.Output.WriteLine(note);
        }

        IReplayProgress progress = settings.Json ? new SilentProgress() : surface.Progress(trace);
        ComparisonResult result = progress.Follow(onTick => ComparisonRunner.Run(settings, scenario, onTick));
        TimeSpan wall = TimeProvider.System.GetElapsedTime(started);
        file?.Write(ReportPage.Render(result));
        if (settings.Json)
        {
            // Standard output is one JSON object and nothing else; standard error is one sentence when the run fails, so the note waits for its end.
            if (note is not null)
            {
                surface.Error.WriteLine(note);
            }

            surface.Output.WriteLine(JsonReport.Render(result, wall));
        }
        else
        {
            new ResultPrinter(surface).Print(result, wall, file);
        }
    }
}
