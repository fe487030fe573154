using System.Text.RegularExpressions;

namespace TopologyMirror.Tests.Quickstart;

public sealed partial class ReportPageTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_OfATrace_ShowsEverythingOnOnePage()
    {
        string page = Render("--trace", _folder.Wave("wave.csv"));
        page.ShouldStartWith("<!doctype html>");
        Occurrences(page, "<svg ").ShouldBe(5);
        foreach (string part in new[]
        {
            "Load and forecast: wave", "class=\"band-90\"", "class=\"band-99\"", "Need and capacity", "class=\"live\"", "class=\"shadow\"", "class=\"join\"",
            "Releases", "release 1 due", "The last replacement of live", "VerifyShift", "Bake", "The last switchover", "VerifyRoute", "AttachMonitoring", "SetWeights", "Policies by the same rules", "clairvoyant", "MASE", "Switchovers and their reasons",
            "outside the protocol: 0.13 days before", "prefers-color-scheme: dark",
        })
        {
            page.ShouldContain(part);
        }
    }

    [Fact]
    public void Report_Loads_NothingFromAnywhere()
    {
        string page = Render("--trace", _folder.Wave("wave.csv"));
        page.ShouldNotContain("http", Case.Insensitive);
        page.ShouldNotContain("<script");
        page.ShouldNotContain("<link");
        page.ShouldNotContain("@import");
        page.ShouldNotContain("src=");
        References().Matches(page).Select(m => m.Value).ShouldAllBe(url => url.StartsWith("url(#", StringComparison.Ordinal));
    }

    [Fact]
    public void Report_OfAnyTrace_HasOnlyNumbersInItsPictures() =>
        Pictures().Matches(Render("--trace", _folder.Wave("wave.csv"))).ShouldAllBe(m => !m.Value.Contains("NaN") && !m.Value.Contains('∞'));

    [Fact]
    public void Report_NamesFromOutside_AreEncoded()
    {
        string page = Render("--trace", $"<b>&\"x={_folder.Wave("wave.csv")}");
        page.ShouldContain("&lt;b&gt;&amp;&quot;x");
        page.ShouldNotContain("<b>&");
    }

    [Fact]
    public void Report_OfSeveralMetrics_ShowsEachAndSaysWhichBinds()
    {
        string page = Render("--trace", $"cpu={_folder.Wave("a.csv")}", "--trace", $"io={_folder.Wave("b.csv", height: 3)}");
        page.ShouldContain("Load and forecast: cpu");
        page.ShouldContain("Load and forecast: io");
        Occurrences(page, "binds most often").ShouldBe(1);
        Occurrences(page, "<svg ").ShouldBe(6);
    }

    [Fact]
    public void Report_WithoutAnySwitchover_SaysSo()
    {
        string text = "timestamp,value\n" + string.Concat(Enumerable.Range(0, 180).Select(i => $"2026-03-02T{i / 60:00}:{i % 60:00}:00Z,0\n"));
        Render("--events", "none", "--trace", _folder.Write("zeros.csv", text)).ShouldContain("There was none: the first live set was enough");
    }

    private string Render(params string[] arguments)
    {
        string path = Path.Combine(_folder.Path, "report.html");
        QuickstartRun run = QuickstartRun.Of([.. arguments, "--report", path]);
        run.ExitCode.ShouldBe(0, run.Error);
        run.Output.ShouldContain($"Report: {path}");
        return File.ReadAllText(path);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;

    [GeneratedRegex(@"url\([^)]*\)")]
    private static partial Regex References();

    [GeneratedRegex(" d=\"[^\"]*\"")]
    private static partial Regex Pictures();
}
