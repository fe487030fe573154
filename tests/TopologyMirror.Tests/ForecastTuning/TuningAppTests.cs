using System.Text.RegularExpressions;
using TopologyMirror.ForecastTuning;
using TopologyMirror.Tests.Quickstart;

namespace TopologyMirror.Tests.ForecastTuning;

public sealed partial class TuningAppTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File(string name) => Path.Combine(_folder.Path, name);

    [Fact]
    public void Run_OnACsv_PrintsTableAndPickAndWritesPageAndConfiguration()
    {
        string csv = _folder.Wave("wave.csv", count: 400, step: TimeSpan.FromMinutes(5));
        TuningRun run = TuningRun.Of("--csv", csv, "--origins", "20", "--html", File("out.html"), "--write-config", File("pin.json"), "--cluster", "bakery");
        run.ExitCode.ShouldBe(TuningApp.Success, run.Error);
        run.Error.ShouldBeEmpty();
        string[] lines = run.Output.ReplaceLineEndings("\n").Split('\n');
        lines[0].ShouldStartWith("wave: 400 steps of 00:05:00, 0 of them missing; ");
        lines[2].ShouldStartWith("     model set ");
        lines.Count(l => l.StartsWith('>')).ShouldBe(2);
        lines.ShouldContain(l => l.Contains(" within 50 µs a tick", StringComparison.Ordinal));
        lines.ShouldContain("What pins it for cluster 'bakery':");
        run.Output.ShouldContain(System.IO.File.ReadAllText(File("pin.json")).Trim());
        System.IO.File.ReadAllText(File("pin.json")).ShouldContain("\"bakery\"");
        run.Output.ShouldContain($"Report: {File("out.html")}");
    }

    [Fact]
    public void Run_WithoutACsv_TunesOnTwoGeneratedWeeks()
    {
        TuningRun run = TuningRun.Of("--origins", "4", "--horizon", "3", "--all");
        run.ExitCode.ShouldBe(TuningApp.Success, run.Error);
        run.Output.ShouldStartWith("generated: 4032 steps of 00:05:00, 0 of them missing; ");
        run.Output.ShouldNotContain("not shown");
    }

    [Fact]
    public void Page_OfAnyLoad_IsWholeAndLoadsNothing()
    {
        string page = Page(_folder.Wave("wave.csv", count: 300, step: TimeSpan.FromMinutes(5)), "--budget", "3us");
        page.ShouldStartWith("<!doctype html>");
        page.Split("<svg ").Length.ShouldBe(3);
        foreach (string part in new[] { "class=\"front\"", "class=\"budget\"", "budget 3 &#181;s", "class=\"dot pick\"", "class=\"band-50\"", "class=\"band-99\"", "class=\"median\"", "class=\"load\"", ">default pool<", "RA RidgeAutoregression" })
        {
            page.ShouldContain(part);
        }

        page.ShouldNotContain("http", Case.Insensitive);
        page.ShouldNotContain("<script");
        Pictures().Matches(page).ShouldAllBe(m => !m.Value.Contains("NaN") && !m.Value.Contains('∞'));
    }

    [Fact]
    public void Page_OfAConstantLoad_HasOnlyNumbersInItsPictures()
    {
        string flat = "timestamp,value\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"2026-03-02T{i / 12:00}:{i % 12 * 5:00}:00Z,70\n"));
        Pictures().Matches(Page(_folder.Write("flat.csv", flat))).ShouldAllBe(m => !m.Value.Contains("NaN") && !m.Value.Contains('∞'));
    }

    [Theory]
    [InlineData("--budget 50", "--budget '50' is not a time from 0.1us to 60s, for example 50us or 1.5ms.")]
    [InlineData("--budget 2m", "--budget '2m' is not a time from 0.1us to 60s, for example 50us or 1.5ms.")]
    [InlineData("--horizon 0", "HorizonSteps: ForecastTunerOptions.HorizonSteps (0) must be between 1 and 2016.")]
    [InlineData("--horizon x", "--horizon 'x' is not a whole number from 0 to 2147483647.")]
    [InlineData("--csv missing.csv", "The trace file 'missing.csv' does not exist.")]
    public void Run_BadInput_IsRefusedInOneSentence(string arguments, string sentence) => TuningRun.Refusal(arguments.Split(' ')).ShouldBe(sentence);

    [Fact]
    public void Run_ShortCsv_SaysHowMuchIsNeeded() =>
        TuningRun.Refusal("--csv", _folder.Wave("short.csv", count: 20)).ShouldBe(
            "The history of short has 20 steps of 00:01:00; tuning at a horizon of 12 steps, scored on the last 0.5 of it, needs at least 30.");

    [Fact]
    public void Run_ConfigurationThatExists_IsNotOverwritten()
    {
        string settings = _folder.Write("appsettings.json", "{}");
        TuningRun.Refusal("--write-config", settings).ShouldBe($"--write-config '{settings}' exists already; name a new file.");
        System.IO.File.ReadAllText(settings).ShouldBe("{}");
    }

    [Fact]
    public void Run_PageOverItsOwnCsv_IsRefused()
    {
        string csv = _folder.Wave("wave.csv");
        TuningRun.Refusal("--csv", csv, "--html", csv).ShouldBe($"--html '{csv}' is also a --csv; name another file.");
    }

    [Fact]
    public void Run_Help_ShowsTheOptions()
    {
        TuningRun run = TuningRun.Of("--help");
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldContain("--write-config");
    }

    private string Page(string csv, params string[] more)
    {
        TuningRun run = TuningRun.Of(["--csv", csv, "--origins", "6", "--html", File("page.html"), .. more]);
        run.ExitCode.ShouldBe(TuningApp.Success, run.Error);
        return System.IO.File.ReadAllText(File("page.html"));
    }

    [GeneratedRegex(" (d|x|y)=\"[^\"]*\"")]
    private static partial Regex Pictures();
}
