using System.Reflection;
using TopologyMirror.Quickstart;
using TopologyMirror.Tests.Architecture;

namespace TopologyMirror.Tests.Quickstart;

public sealed class CommandRefusalTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Unrecognized command or argument '--speed'.", "--speed")]
    [InlineData("Unrecognized command or argument 'trace.csv'.", "trace.csv")]
    [InlineData("Required argument missing for option: '--trace'.", "--trace")]
    [InlineData("--trace '' names no file.", "--trace", "")]
    [InlineData("--trace 'a=' names no file.", "--trace", "a=")]
    [InlineData("--trace '=' names no file.", "--trace", "=")]
    [InlineData("Unrecognized command or argument '--a\\nb\\u001b'.", "--a\nb\u001b")]
    [InlineData("--seed 'one' is not a whole number from 0 to 2147483647.", "--seed", "one")]
    [InlineData("--seed '-1' is not a whole number from 0 to 2147483647.", "--seed=-1")]
    [InlineData("--seed '4294967296' is not a whole number from 0 to 2147483647.", "--seed", "4294967296")]
    [InlineData("--risk 'small' is not a number from 0.0001 to 0.5, for example 0.05.", "--risk", "small")]
    [InlineData("--risk '0' is not a number from 0.0001 to 0.5, for example 0.05.", "--risk", "0")]
    [InlineData("--risk '1' is not a number from 0.0001 to 0.5, for example 0.05.", "--risk", "1")]
    [InlineData("--risk 'NaN' is not a number from 0.0001 to 0.5, for example 0.05.", "--risk", "NaN")]
    [InlineData("--events 'two' is none of none, plain, no-capacity, bad-release, step-at-release, dip.", "--events", "two")]
    [InlineData("--lead-time 'soon' is not a duration such as 10m, 90s or 00:10:00.", "--lead-time", "soon")]
    [InlineData("--lead-time '10' is not a duration such as 10m, 90s or 00:10:00.", "--lead-time", "10")]
    [InlineData("--lead-time '0m' is not longer than zero and at most 3 hours.", "--lead-time", "0m")]
    [InlineData("--lead-time '4h' is not longer than zero and at most 3 hours.", "--lead-time", "4h")]
    public void Option_ThatCannotBeUsed_IsNamedWithItsValue(string sentence, params string[] arguments) =>
        QuickstartRun.Refusal(arguments).ShouldBe(sentence);

    [Fact]
    public void Report_DirectoryDoesNotExist_IsNamed()
    {
        string folder = Path.Combine(_folder.Path, "nowhere");
        string path = Path.Combine(folder, "report.html");
        QuickstartRun.Refusal("--report", path).ShouldBe($"--report '{path}': the directory '{folder}' does not exist.");
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public void Report_ThatIsADirectory_IsNamed() =>
        QuickstartRun.Refusal("--report", _folder.Path).ShouldBe($"--report '{_folder.Path}' is a directory; name a file.");

    [Fact]
    public void Report_BelowAFile_IsNamed()
    {
        string file = _folder.Write("file", "");
        string path = Path.Combine(file, "report.html");
        QuickstartRun.Refusal("--report", path).ShouldBe($"--report '{path}': the directory '{file}' does not exist.");
    }

    [Fact]
    public void Report_NameTooLong_CannotBeWritten()
    {
        string path = Path.Combine(_folder.Path, new string('r', 300) + ".html");
        QuickstartRun.Refusal("--report", path).ShouldStartWith($"--report '{path}' cannot be written: ");
    }

    [Fact]
    public void Report_WithABadTrace_IsNotWritten()
    {
        string path = Path.Combine(_folder.Path, "report.html");
        QuickstartRun.Refusal("--report", path, "--trace", _folder.Write("bad.csv", "timestamp,value\nx,1\n")).ShouldContain("Line 2");
        File.Exists(path).ShouldBeFalse();
    }

    [Fact]
    public void Report_ThatExists_IsKeptWhenTheTraceIsBad()
    {
        string path = _folder.Write("report.html", "the last one");
        QuickstartRun.Refusal("--report", path, "--trace", _folder.Write("bad.csv", ""));
        File.ReadAllText(path).ShouldBe("the last one");
    }

    [Fact]
    public void Help_IsShown_WithEveryOption()
    {
        QuickstartRun run = QuickstartRun.Of("--help");
        run.ExitCode.ShouldBe(0);
        foreach (string option in new[] { "--trace", "--seed", "--lead-time", "--risk", "--report", "--json", "--help" })
        {
            run.Output.ShouldContain(option);
        }

        run.Output.ShouldContain("trace's name");
    }

    [Fact]
    public void Version_OfTheSample_IsThatOfTheChangelog()
    {
        // --version prints the version of the program that was started, which is not the sample here.
        string version = typeof(QuickstartApp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        string heading = File.ReadLines(Path.Combine(SourceTree.Root, "CHANGELOG.md")).First(l => l.StartsWith("## ", StringComparison.Ordinal));
        version.Split('+')[0].ShouldBe(heading.Split(' ')[1]);
    }
}
