namespace TopologyMirror.Tests.Quickstart;

public sealed class ReportFileTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_ThatIsTheTrace_IsRefusedAndKeepsTheTrace()
    {
        string trace = _folder.Wave("mine.csv");
        string before = File.ReadAllText(trace);
        QuickstartRun.Refusal("--trace", trace, "--report", trace).ShouldBe(SameFile(trace));
        File.ReadAllText(trace).ShouldBe(before);
    }

    [Fact]
    public void Report_ThatIsOneOfSeveralTraces_IsRefused()
    {
        string other = _folder.Wave("other.csv");
        string trace = _folder.Wave("mine.csv");
        QuickstartRun.Refusal("--trace", other, "--trace", $"cpu={trace}", "--report", trace).ShouldBe(SameFile(trace));
    }

    [Fact]
    public void Report_ThatIsTheTraceByAnotherSpelling_IsRefused()
    {
        string trace = _folder.Wave("mine.csv");
        string spelling = Path.Combine(_folder.Path, "..", Path.GetFileName(_folder.Path), ".", "mine.csv");
        QuickstartRun.Refusal("--trace", trace, "--report", spelling).ShouldBe(SameFile(spelling));
    }

    [Theory]
    [InlineData("mine.csv")]
    [InlineData("link-to-link")]
    public void Report_ThatIsALinkToTheTrace_IsRefused(string target)
    {
        string trace = _folder.Wave("mine.csv");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "link-to-link"), trace);
        string link = Path.Combine(_folder.Path, "report.html");
        File.CreateSymbolicLink(link, target);
        QuickstartRun.Refusal("--trace", trace, "--report", link).ShouldBe(SameFile(link));
    }

    [Fact]
    public void Report_InALinkedFolderOfTheTrace_IsRefused()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "real"));
        string trace = _folder.Wave(Path.Combine("real", "mine.csv"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "linked"), "real");
        string report = Path.Combine(_folder.Path, "linked", "mine.csv");
        QuickstartRun.Refusal("--trace", trace, "--report", report).ShouldBe(SameFile(report));
    }

    [Fact]
    public void Report_ThatIsALinkToItself_CannotBeWritten()
    {
        string link = Path.Combine(_folder.Path, "loop.html");
        File.CreateSymbolicLink(link, link);
        QuickstartRun.Refusal("--trace", _folder.Wave("mine.csv"), "--report", link).ShouldStartWith($"--report '{link}' cannot be written: ");
    }

    [Fact]
    public void Report_OverAnOlderOne_ReplacesIt()
    {
        string path = _folder.Write("report.html", new string('x', 1_000_000));
        QuickstartRun.Of("--trace", _folder.Wave("mine.csv"), "--report", path).ExitCode.ShouldBe(0);
        File.ReadAllText(path).ShouldEndWith("</html>\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Report_WithoutAName_NamesNoFile(string path) =>
        QuickstartRun.Refusal("--report", path).ShouldBe($"--report '{path}' names no file.");

    [Fact]
    public void Report_WhereNoFileCanBeMade_SaysSo()
    {
        Assert.SkipUnless(Directory.Exists("/proc"), "Needs a directory that takes no new file.");
        QuickstartRun.Refusal("--report", "/proc/x.html").ShouldBe(
            "--report '/proc/x.html' cannot be written: the directory '/proc' takes no new file.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Report_ThatCannotBeWrittenAfterTheRun_IsOneSentence(bool json)
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "Needs a device that is always full.");
        string[] arguments = ["--trace", _folder.Wave("mine.csv"), "--report", "/dev/full"];
        QuickstartRun run = QuickstartRun.Of(json ? [.. arguments, "--json"] : arguments);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldStartWith("--report '/dev/full' cannot be written: ");
        run.Error.TrimEnd().ShouldNotContain("\n");
        run.Output.ShouldNotContain("Report:");
        (run.Output.Length == 0).ShouldBe(json);
    }

    [Fact]
    public void Report_PathWithALineBreak_StaysOnItsLine()
    {
        string path = Path.Combine(_folder.Path, "a\nb", "report.html");
        QuickstartRun.Refusal("--report", path).ShouldContain("a\\nb");
    }

    private static string SameFile(string path) => $"--report '{path}' is also a --trace; name another file.";
}
