using System.Runtime.Versioning;
using System.Text.Json;
using TopologyMirror.Backtests.Peers;

namespace TopologyMirror.Tests.Backtests;

/// <summary>A shell script takes the place of R.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PeersCommandTests : IDisposable
{
    private readonly BacktestSets _sets = BacktestSets.Waves();

    public void Dispose() => _sets.Dispose();

    [Fact]
    public void Peers_ForecastsOfR_AreScoredBesideOurs()
    {
        // Every quantile of every step is 100, in 8 ms, and the last job fails.
        string script = Script("""
            quantiles=$(for i in $(seq 216); do printf ',100'; done)
            for job in 0 1; do echo "$job,flat,8$quantiles"; done > "$4"
            echo "2,flat,8," >> "$4"
            echo "job 3 of 3" >&2
            """);
        _sets.Rows("waves,one,0,0,120,24,24", "waves,one,1,24,168,24,24", "waves,two,0,0,120,24,24", "waves,two,1,0,121,24,24", "waves,two,2,24,168,24,24");
        (int exitCode, string output, string error) = Run(script, "--every", "2", "--methods", "flat", "--model", "smoothing", "--json");

        exitCode.ShouldBe(0, error);
        error.ShouldContain("job 3 of 3");
        JsonElement result = JsonDocument.Parse(output).RootElement;
        JsonElement ours = result.GetProperty("rows")[0];
        JsonElement theirs = result.GetProperty("rows")[1];
        ours.GetProperty("model").GetString().ShouldBe("smoothing");
        (ours.GetProperty("jobs").GetInt32(), ours.GetProperty("failures").GetInt32()).ShouldBe((3, 0));
        theirs.GetProperty("model").GetString().ShouldBe("flat");
        (theirs.GetProperty("jobs").GetInt32(), theirs.GetProperty("failures").GetInt32()).ShouldBe((3, 1));
        theirs.GetProperty("fitMs").GetDouble().ShouldBe(8);
        theirs.GetProperty("mase").GetDouble().ShouldBeGreaterThan(0);
        JsonElement ratio = result.GetProperty("ratios")[0];
        ratio.GetProperty("fit").GetDouble().ShouldBe(8 / ours.GetProperty("fitMs").GetDouble(), 1e-9);
        ratio.GetProperty("tick").GetDouble().ShouldBe(8000 / ours.GetProperty("updateUs").GetDouble(), 1e-9);
    }

    [Fact]
    public void Peers_RFails_SaysItsLastWords()
    {
        string script = Script("echo 'there is no method x' >&2; echo 'Execution halted' >&2; exit 3");
        (int exitCode, string output, string error) = Run(script);
        (exitCode, output).ShouldBe((2, ""));
        error.ShouldEndWith("R ended with exit code 3: there is no method x." + Environment.NewLine);
    }

    [Fact]
    public void Peers_RWritesTooFewForecasts_IsRefused()
    {
        (int exitCode, _, string error) = Run(Script(": > \"$4\""), "--methods", "flat");
        exitCode.ShouldBe(2);
        error.ShouldBe("R wrote 0 forecasts of 4." + Environment.NewLine);
    }

    [Fact]
    public void Peers_WithoutR_SaysWhatIsNeeded()
    {
        string nowhere = Path.Combine(_sets.Path, "Rscript");
        Run(nowhere).ShouldBe((2, "", $"{nowhere} cannot be started; the peers need R and its package forecast (Debian: r-base-core, r-cran-forecast)." + Environment.NewLine));
    }

    [Fact]
    public void Peers_RowOutsideItsSeries_IsRefusedBeforeRIsStarted()
    {
        _sets.Rows("waves,one,0,0,400,24,24");
        Run("no-such-program").Error.ShouldBe(
            "origins.csv, line 2: train_end '400' leaves nothing to forecast of the 192 values of one.csv." + Environment.NewLine);
    }

    private string Script(string text)
    {
        string path = Path.Combine(_sets.Path, "r.sh");
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }

    private (int ExitCode, string Output, string Error) Run(string program, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = PeersCommand.Create(output, error, program).Parse(["--data", _sets.Path, "--set", "waves", .. arguments]).Invoke();
        return (exitCode, output.ToString(), error.ToString());
    }
}
