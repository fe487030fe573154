using TopologyMirror.Quickstart;
using TopologyMirror.Quickstart.Output;

namespace TopologyMirror.Tests.Quickstart;

/// <summary>One run of the sample, in this process, with its streams redirected.</summary>
internal sealed record QuickstartRun(int ExitCode, string Output, string Error)
{
    public static QuickstartRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = QuickstartApp.Run(arguments, new ConsoleSurface(output, error, isInteractive: false));
        return new QuickstartRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The one sentence of a run that was refused.</summary>
    public static string Refusal(params string[] arguments)
    {
        QuickstartRun run = Of(arguments);
        run.ExitCode.ShouldBe(QuickstartApp.BadInput);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldEndWith(Environment.NewLine);
        string sentence = run.Error[..^Environment.NewLine.Length];
        sentence.ShouldNotContain("\n");
        return sentence;
    }
}
