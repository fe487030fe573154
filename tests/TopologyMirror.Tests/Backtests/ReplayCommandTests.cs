using System.Text.Json;
using System.Xml.Linq;
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
        output.ShouldContain("| waves | bad-release | 2 | 2 | ");
        output.ShouldContain("| waves | none | reactive+warm-pool | 1 | ");
        File.ReadLines(Results).Count().ShouldBe(3);
        File.ReadLines(Results).First().ShouldContain("\"revision\":\"0.1.0");
        Run("--verify", Results).ShouldBe((0, "62 of 62 scores follow from the actions." + Environment.NewLine, ""));
    }

    [Theory]
    [InlineData("\"violationMinutes\":", "\"violationMinutes\":1", "follows, ")]
    [InlineData("\"outcome\":\"RolledBack\"", "\"outcome\":\"Finished\"", "its releases are others.")]
    [InlineData("\"actions\":[", "\"actions\":[1,99,1,0,0,0,", "not all of its actions take place.")]
    [InlineData("\"actions\":[", "\"actions\":[719,99,0,0,0,0,", "is of tick ")]
    [InlineData("\"actions\":[", "\"actions\":[7,", " numbers make up no whole actions.")]
    public void Verify_AFileThatWasChanged_SaysWhichScoreDoesNotFollow(string part, string changed, string said)
    {
        Run("--set", "waves", "--events", "BadRelease", "--out", Results).ExitCode.ShouldBe(0);
        string text = File.ReadAllText(Results);
        int at = text.IndexOf(part, StringComparison.Ordinal);
        File.WriteAllText(Results, text[..at] + changed + text[(at + part.Length)..]);

        (int exitCode, string output, _) = Run("--verify", Results);
        exitCode.ShouldBe(1);
        output.ShouldContain("waves one bad-release seed 1, topologymirror: ");
        output.ShouldContain(said);
        output.ShouldContain("30 of 31 scores");
    }

    [Theory]
    [InlineData("\"trace\":\"one\"", "\"trace\":\"two\"", "Set 'waves' has no trace 'two'.")]
    [InlineData("\"set\":\"waves\"", "\"set\":\"clouds\"", "Set 'clouds' is no folder of '{0}'.")]
    [InlineData("\"leadTime\":null", "\"leadTime\":\"00:00:00\"", "Set 'waves', trace 'one' has a launch time of 00:00:00, which is none.")]
    [InlineData("\"seed\":1,", "", "Line 2 of 'results.jsonl' holds no run: ")]
    [InlineData("topologymirror-replay-1", "somebody-else-1", "'results.jsonl' has the format 'somebody-else-1', not 'topologymirror-replay-1'.")]
    public void Verify_AFileThatCannotBeReplayed_IsRefusedOnce(string part, string changed, string said)
    {
        Run("--set", "waves", "--events", "none", "--policies", "reactive+0", "--out", Results).ExitCode.ShouldBe(0);
        string text = File.ReadAllText(Results);
        text.ShouldContain(part);
        File.WriteAllText(Results, text.Replace(part, changed, StringComparison.Ordinal));

        (int exitCode, string output, string error) = Run("--verify", Results);
        (exitCode, output).ShouldBe((2, ""));
        error.ShouldStartWith(said.Replace("{0}", _folder.Path, StringComparison.Ordinal));
        error.Count(c => c == '\n').ShouldBe(1);
    }

    [Theory]
    [InlineData(1, "Line 1 of 'results.jsonl' holds no configuration, for it breaks off: ")]
    [InlineData(2, "Line 2 of 'results.jsonl' holds no run, for it breaks off: ")]
    [InlineData(0, "'results.jsonl' is empty.")]
    public void Verify_AFileThatBreaksOff_IsRefusedByLine(int line, string said)
    {
        Run("--set", "waves", "--events", "none", "--policies", "reactive+0", "--out", Results).ExitCode.ShouldBe(0);
        string[] lines = File.ReadAllLines(Results);
        File.WriteAllText(Results, line == 0 ? "" : string.Join('\n', [.. lines[..(line - 1)], lines[line - 1][..^40]]));

        (int exitCode, string output, string error) = Run("--verify", Results);
        (exitCode, output).ShouldBe((2, ""));
        error.ShouldStartWith(said);
        error.Count(c => c == '\n').ShouldBe(1);
    }

    [Fact]
    public void Verify_WithoutData_UsesTheFolderThatTheFileNames()
    {
        Run("--set", "waves", "--events", "none", "--policies", "reactive+0", "--lead-time", "12m", "--out", Results).ExitCode.ShouldBe(0);
        RunAlone("--verify", Results).ShouldBe((0, "1 of 1 scores follow from the actions." + Environment.NewLine, ""));
    }

    [Fact]
    public void Replay_Json_IsOneObjectOfRowsAndHull()
    {
        (int exitCode, string output, string error) = Run("--set", "waves", "--events", "none", "--json", "--risk", "1%", "--lead-time", "10m");

        exitCode.ShouldBe(0, error);
        JsonElement root = JsonDocument.Parse(output).RootElement;
        root.EnumerateObject().Select(p => p.Name).ShouldBe(["rows", "hull"]);
        JsonElement[] rows = [.. root.GetProperty("rows").EnumerateArray()];
        rows.Length.ShouldBe(32);
        rows[0].EnumerateObject().Select(p => p.Name).Take(15).ShouldBe(
        [
            "policy", "risk", "headroom", "set", "trace", "seed", "variant", "violationPercent", "violationMinutes", "shortfallPercent", "overPercent",
            "paidHours", "changesPerDay", "falseLaunches", "falsePromotions",
        ]);
        rows[0].GetProperty("paidHours").EnumerateObject().Select(p => p.Name).ShouldBe(["live", "shadow", "launching", "overlap"]);
        rows.Select(r => (Policy: r.GetProperty("policy").GetString(), Risk: Number(r, "risk"), Headroom: Number(r, "headroom"))).ShouldBe(
        [
            ("topologymirror", 10, null), ("topologymirror", 1, null),
            .. new[] { "reactive", "reactive+warm-pool-1", "reactive+warm-pool-2", "reactive+warm-pool-4" }
                .SelectMany(p => new double?[] { 0, 10, 25, 50, 100 }.Select(h => (p, (double?)null, h))),
            ("reactive+yesterday", null, 25), ("holt-winters+reactive", null, 25), ("point-forecast", null, 25),
            .. new[] { 1.0, 5, 10, 20, 50 }.Select(r => ("predictive-no-shadow", (double?)r, (double?)null)),
            ("static-peak", null, null), ("clairvoyant", null, null),
        ]);

        JsonElement hull = root.GetProperty("hull").EnumerateArray().ShouldHaveSingleItem();
        hull.EnumerateObject().Select(p => p.Name).Take(6).ShouldBe(["set", "trace", "paidHours", "ours", "reactive", "reactiveWarmPool"]);
        hull.GetProperty("ours").GetDouble().ShouldBe(rows[0].GetProperty("violationMinutes").GetDouble());
        hull.GetProperty("reactiveWarmPool").GetDouble().ShouldBeLessThanOrEqualTo(hull.GetProperty("reactive").GetDouble());

        static double? Number(JsonElement row, string name) =>
            row.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
    }

    [Fact]
    public void Replay_MoreThreads_WriteTheSame()
    {
        _folder.Wave(Path.Combine("waves", "two.csv"), count: 480, height: 60);
        _folder.Wave(Path.Combine("waves", "three.csv"), count: 400, height: 80);
        string[] arguments = ["--set", "waves", "--events", "none,plain", "--policies", "topologymirror,reactive,holt", "--out", Results];
        (int, string, string) one = Run([.. arguments, "--threads", "1"]);
        string file = File.ReadAllText(Results);

        Run([.. arguments, "--threads", "4"]).ShouldBe(one);
        File.ReadAllText(Results).ShouldBe(file);
        one.Item3.Split(Environment.NewLine)[0].ShouldStartWith("waves one none 1: ");
    }

    [Fact]
    public void Replay_LeadTime_HoldsForEveryLaunchOfEveryPolicy()
    {
        Run("--set", "waves", "--events", "none", "--policies", "topologymirror,reactive+25,clair", "--lead-time", "90s", "--out", Results).ExitCode.ShouldBe(0);
        File.ReadLines(Results).Last().ShouldContain("\"leadTime\":\"00:01:30\"");
        Run("--verify", Results).Output.ShouldBe("3 of 3 scores follow from the actions." + Environment.NewLine);

        // With drawn times the same actions could not have taken place.
        File.WriteAllText(Results, File.ReadAllText(Results).Replace("\"00:01:30\"", "null", StringComparison.Ordinal));
        Run("--verify", Results).ExitCode.ShouldBe(1);
    }

    [Theory]
    [InlineData("--policies", "oracle", "There is no policy 'oracle'; there are topologymirror, ")]
    [InlineData("--lead-time", "soon", "--lead-time 'soon' is no duration ")]
    [InlineData("--risk", "2", "--risk '2' is no share ")]
    [InlineData("--events", "flood", "--events 'flood' is none of ")]
    [InlineData("--threads", "0", "--threads '0' is less than 1.")]
    public void Replay_OptionThatSaysNothing_IsRefusedByNameAndValue(string option, string value, string said)
    {
        (int exitCode, string output, string error) = Run("--set", "waves", option, value);
        (exitCode, output).ShouldBe((2, ""));
        error.ShouldStartWith(said);
        error.Count(c => c == '\n').ShouldBe(1);
    }

    [Fact]
    public void Replay_Svg_IsDrawnAndAPlaceThatIsNoneIsRefusedBeforeAnythingRuns()
    {
        string picture = Path.Combine(_folder.Path, "frontier.svg");
        Run("--set", "waves", "--events", "none", "--policies", "reactive,clair", "--svg", picture).ExitCode.ShouldBe(0);
        XDocument.Load(picture).Descendants().Select(e => e.Value).ShouldContain("waves · 1 trace");

        (int exitCode, string output, string error) = Run("--set", "waves", "--svg", Path.Combine(_folder.Path, "no", "frontier.svg"));
        (exitCode, output).ShouldBe((2, ""));
        error.ShouldContain("frontier.svg");
        error.Count(c => c == '\n').ShouldBe(1);
    }

    [Fact]
    public void Replay_RealisedRisk_WritesARowPerSetAndRisk()
    {
        (int exitCode, string output, _) = Run("--set", "waves", "--realised-risk", "--lead-time", "9m", "--json", "--risk", "0.2");
        exitCode.ShouldBe(0);
        JsonElement[] rows = [.. JsonDocument.Parse(output).RootElement.GetProperty("realisedRisk").EnumerateArray()];
        rows.Select(r => (r.GetProperty("set").GetString()!, r.GetProperty("requestedPercent").GetDouble(), r.GetProperty("windows").GetInt32()))
            .ShouldBe(new[] { "waves", "all" }.SelectMany(set => new double[] { 1, 5, 10, 20 }.Select(risk => (set, risk, 36))));
        Run("--set", "waves", "--realised-risk").Output.ShouldContain("| waves | 1 | 10 | 32 | ");
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

    private (int ExitCode, string Output, string Error) Run(params string[] arguments) => RunAlone(["--data", _folder.Path, .. arguments]);

    private static (int ExitCode, string Output, string Error) RunAlone(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = ReplayCommand.Create(output, error).Parse(arguments).Invoke();
        return (exitCode, output.ToString(), error.ToString());
    }
}
