using System.Text;
using Spectre.Console;
using TopologyMirror.Replay;

namespace TopologyMirror.Quickstart.Output;

/// <summary>Where the sample writes: two streams, and whether somebody watches the first one.</summary>
internal sealed class ConsoleSurface
{
    private const int WidthWhenRedirected = 160;

    /// <summary>Creates a surface.</summary>
    /// <param name="output">Results.</param>
    /// <param name="error">Errors and notes.</param>
    /// <param name="isInteractive">Whether the output is a terminal that can be redrawn.</param>
    public ConsoleSurface(TextWriter output, TextWriter error, bool isInteractive)
    {
        Output = output;
        Error = error;
        IsInteractive = isInteractive;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isInteractive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isInteractive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isInteractive ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isInteractive)
        {
            Console.Profile.Width = WidthWhenRedirected;
        }
    }

    /// <summary>Results.</summary>
    public TextWriter Output { get; }

    /// <summary>Errors and notes.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether the output is a terminal that can be redrawn.</summary>
    public bool IsInteractive { get; }

    /// <summary>The output, for tables and colours.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>The console of this process.</summary>
    public static ConsoleSurface OfThisProcess()
    {
        System.Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new ConsoleSurface(System.Console.Out, System.Console.Error, !System.Console.IsOutputRedirected);
    }

    /// <summary>Shows how far a replay is.</summary>
    /// <param name="trace">The trace.</param>
    public IReplayProgress Progress(ReplayTrace trace) =>
        IsInteractive && Console.Profile.Capabilities.Ansi ? new LiveProgress(Console, trace) : new PlainProgress(Output, trace);
}
