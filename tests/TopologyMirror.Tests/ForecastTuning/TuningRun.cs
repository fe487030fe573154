using TopologyMirror.ForecastTuning;
using TopologyMirror.Tests.Tuning;

namespace TopologyMirror.Tests.ForecastTuning;

/// <summary>One run of the sample, in this process, with its streams redirected and a clock that moves on a microsecond per reading.</summary>
internal sealed record TuningRun(int ExitCode, string Output, string Error)
{
    public static TuningRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = TuningApp.Run(arguments, output, error, new StepClock(TimeSpan.FromMicroseconds(1)));
        return new TuningRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>The one sentence of a run that was refused.</summary>
    public static string Refusal(params string[] arguments)
    {
        TuningRun run = Of(arguments);
        run.ExitCode.ShouldBe(TuningApp.BadInput);
        run.Output.ShouldBeEmpty();
        run.Error.Trim().ShouldNotContain("\n");
        return run.Error.TrimEnd();
    }
}
