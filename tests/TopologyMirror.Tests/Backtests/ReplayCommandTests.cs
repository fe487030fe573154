using TopologyMirror.Backtests.Sweep;
using TopologyMirror.Tests.Quickstart;

namespace TopologyMirror.Tests.Backtests;

public sealed class ReplayCommandTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public ReplayCommandTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "waves"));
        _folder.Wave(Path.Combine("waves", "one.csv"), count: 720);
    }

    private string Results => Path.Combine(_folder.Path, "results.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Replay_ASet_WritesTablesAndScoresThatFollowFromTheActions()
    {
        (int exitCode, string output, string error) = Run("--set", "waves", "--events", "None", "--events", "BadRelease", "--out", Results);

        exitCode.ShouldBe(0, error);
        output.ShouldContain("| waves | BadRelease | 2 | 2 | ");
        output.ShouldContain("| all | None | 1 | ");
        File.ReadLines(Results).Count().ShouldBe(3);
        File.ReadLines(Results).First().ShouldContain("\"revision\":\"0.1.0");
        Run("--verify", Results).ShouldBe((0, "70 of 70 scores follow from the actions." + Environment.NewLine, ""));
    }

    [Theory]
    [InlineData("\"violationMinutes\":", "\"violationMinutes\":1", "follows, ")]
    [InlineData("\"outcome\":\"RolledBack\"", "\"outcome\":\"Finished\"", "its releases are others.")]
    [InlineData("\"actions\":[", "\"actions\":[1,99,1,0,0,0,", "not all of its actions take place.")]
    public void Verify_AFileThatWasChanged_SaysWhichScoreDoesNotFollow(string part, string changed, string said)
    {
        Run("--set", "waves", "--events", "BadRelease", "--out", Results).ExitCode.ShouldBe(0);
        string text = File.ReadAllText(Results);
        int at = text.IndexOf(part, StringComparison.Ordinal);
        File.WriteAllText(Results, text[..at] + changed + text[(at + part.Length)..]);

        (int exitCode, string output, _) = Run("--verify", Results);
        exitCode.ShouldBe(1);
        output.ShouldContain("waves one BadRelease seed 1, topologymirror: ");
        output.ShouldContain(said);
        output.ShouldContain("34 of 35 scores");
    }

    [Fact]
    public void Replay_WithoutData_IsRefusedByName()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        ReplayCommand.Create(output, error).Parse([]).Invoke().ShouldBe(2);
        error.ToString().ShouldBe("--data is missing: it names the folder of recorded loads." + Environment.NewLine);
    }

    [Fact]
    public void Replay_SetThatIsNotThere_IsRefusedByName() =>
        Run("--set", "clouds").Error.ShouldBe($"Set 'clouds' is no folder of '{_folder.Path}'." + Environment.NewLine);

    [Fact]
    public void Replay_LineThatIsNoSample_IsRefusedByName()
    {
        _folder.Write(Path.Combine("waves", "two.csv"), "timestamp,value\n2026-03-02T00:00:00Z,1\n2026-03-02T00:01:00Z;2\n");
        Run("--set", "waves", "--events", "None").Error.ShouldEndWith(
            "'two.csv' has the line '2026-03-02T00:01:00Z;2', which is no timestamp and value." + Environment.NewLine);
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = ReplayCommand.Create(output, error).Parse(["--data", _folder.Path, .. arguments]).Invoke();
        return (exitCode, output.ToString(), error.ToString());
    }
}
