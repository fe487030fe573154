namespace TopologyMirror.Tests.Quickstart;

public sealed class TraceFileRefusalTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trace_MissingFile_IsNamed()
    {
        string path = Path.Combine(_folder.Path, "gone.csv");
        QuickstartRun.Refusal("--trace", path).ShouldBe($"The trace file '{path}' does not exist.");
    }

    [Fact]
    public void Trace_MissingFolder_IsNamed()
    {
        string path = Path.Combine(_folder.Path, "nowhere", "gone.csv");
        QuickstartRun.Refusal("--trace", path).ShouldBe($"The trace file '{path}' does not exist.");
    }

    [Fact]
    public void Trace_PathWithALineBreak_StaysOnItsLine() =>
        QuickstartRun.Refusal("--trace", "a\r\nb\u2028.csv").ShouldBe("The trace file 'a\\r\\nb\\u2028.csv' does not exist.");

    [Fact]
    public void Trace_DirectoryWithASlash_IsNamed() =>
        QuickstartRun.Refusal("--trace", _folder.Path + "/").ShouldBe($"The trace file '{_folder.Path}/' is a directory, not a CSV file.");

    [Fact]
    public void Trace_Directory_IsNamed() =>
        QuickstartRun.Refusal("--trace", _folder.Path).ShouldBe($"The trace file '{_folder.Path}' is a directory, not a CSV file.");

    [Fact]
    public void Trace_EmptyFile_SaysWhatItsFirstLineMustBe() =>
        Refusal("").ShouldBe($"The trace file '{File}' is empty; its first line must be 'timestamp,value'.");

    [Theory]
    [InlineData("value,timestamp")]
    [InlineData("timestamp,value,host")]
    [InlineData("timestamp")]
    [InlineData("time,value")]
    [InlineData("2026-03-02T00:00:00Z,1")]
    public void Trace_OtherColumns_AreNamed(string header) =>
        Refusal(header + "\n2026-03-02T00:00:00Z,1\n").ShouldBe($"The trace file '{File}' has the columns '{header}'; they must be 'timestamp,value'.");

    [Theory]
    [InlineData("2026-03-02T00:01:00Z", "has 1 field, '2026-03-02T00:01:00Z'; it must have a timestamp and a value.")]
    [InlineData("2026-03-02T00:01:00Z,1,2", "has 3 fields, '2026-03-02T00:01:00Z,1,2'; it must have a timestamp and a value.")]
    [InlineData("yesterday,1", "has the timestamp 'yesterday', which is no RFC 3339 time such as 2026-01-05T12:00:00Z.")]
    [InlineData("2026-03-02T00:01:00,1", "has the timestamp '2026-03-02T00:01:00', which is no RFC 3339 time such as 2026-01-05T12:00:00Z.")]
    [InlineData("2026-02-30T00:01:00Z,1", "has the timestamp '2026-02-30T00:01:00Z', which is no RFC 3339 time such as 2026-01-05T12:00:00Z.")]
    [InlineData("0001-01-01T00:00:00Z,1", "has the timestamp '0001-01-01T00:00:00Z'; its year must be from 1970 to 9000.")]
    [InlineData("0001-01-01T00:00:00+02:00,1", "has the timestamp '0001-01-01T00:00:00+02:00'; its year must be from 1970 to 9000.")]
    [InlineData("1969-12-31T23:59:00Z,1", "has the timestamp '1969-12-31T23:59:00Z'; its year must be from 1970 to 9000.")]
    [InlineData("9001-01-01T00:00:00Z,1", "has the timestamp '9001-01-01T00:00:00Z'; its year must be from 1970 to 9000.")]
    [InlineData("9999-12-31T23:59:00-02:00,1", "has the timestamp '9999-12-31T23:59:00-02:00'; its year must be from 1970 to 9000.")]
    [InlineData("2026-03-02T00:01:00Z,much", "has the value 'much', which is not a number.")]
    [InlineData("2026-03-02T00:01:00Z,", "has the value '', which is not a number.")]
    [InlineData("2026-03-02T00:01:00Z,NaN", "has the value 'NaN'; a load is a finite number, zero or greater.")]
    [InlineData("2026-03-02T00:01:00Z,Infinity", "has the value 'Infinity'; a load is a finite number, zero or greater.")]
    [InlineData("2026-03-02T00:01:00Z,1e999", "has the value '1e999'; a load is a finite number, zero or greater.")]
    [InlineData("2026-03-02T00:01:00Z,-0.5", "has the value '-0.5'; a load is a finite number, zero or greater.")]
    [InlineData("2026-03-02T00:00:00Z,1", "repeats the timestamp of line 2: 2026-03-02T00:00:00Z after 2026-03-02T00:00:00Z; timestamps must rise.")]
    [InlineData("2026-03-01T23:59:00Z,1", "has a timestamp before that of line 2: 2026-03-01T23:59:00Z after 2026-03-02T00:00:00Z; timestamps must rise.")]
    public void Trace_BadLine_IsNamedWithItsNumber(string line, string fault) =>
        Refusal($"timestamp,value\n2026-03-02T00:00:00Z,1\n{line}\n2026-03-02T00:02:00Z,1\n").ShouldBe($"Line 3 of the trace file '{File}' {fault}");

    [Fact]
    public void Trace_BadLineAfterABlankOne_HasTheNumberThatAnEditorShows() =>
        Refusal("timestamp,value\n2026-03-02T00:00:00Z,1\n\nx,1\n").ShouldStartWith($"Line 4 of the trace file '{File}' ");

    [Fact]
    public void Trace_ForeignText_IsShortenedAndStaysOnItsLine()
    {
        string sentence = Refusal("timestamp,value\n\u0007" + new string('x', 5000) + ",1\n");
        sentence.Length.ShouldBeLessThan(300 + File.Length);
        sentence.ShouldContain("'\\u0007xxx");
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("9000-12-31T21:00:00Z")]
    public void Trace_InTheFirstOrLastYear_IsReplayed(string start)
    {
        string path = _folder.Wave("edge.csv", count: 180, start: DateTimeOffset.Parse(start, System.Globalization.CultureInfo.InvariantCulture));
        QuickstartRun run = QuickstartRun.Of("--trace", path, "--json");
        run.ExitCode.ShouldBe(0, run.Error);
    }

    [Theory]
    [InlineData("timestamp,value\n", "0 samples")]
    [InlineData("timestamp,value\n2026-03-02T00:00:00Z,1\n", "1 sample")]
    public void Trace_HardlyAnySamples_AreCounted(string text, string samples) =>
        Refusal(text).ShouldBe($"The trace file '{File}' has {samples}; a replay needs at least 120.");

    [Fact]
    public void Trace_TooFewSamples_AreCounted()
    {
        string path = _folder.Wave("short.csv", count: 119);
        QuickstartRun.Refusal("--trace", path).ShouldBe(
            $"The trace file '{path}' has too few samples: 119 steps of 00:01:00; a replay needs at least 60 ticks of history and 60 to score.");
    }

    [Fact]
    public void Trace_StepLargerThanHorizon_NamesBoth()
    {
        string path = _folder.Wave("daily.csv", count: 400, step: TimeSpan.FromDays(1));
        QuickstartRun.Refusal("--trace", path).ShouldBe($"The trace file '{path}' has a step of 1.00:00:00: step larger than horizon, which is 06:00:00.");
    }

    [Fact]
    public void Trace_LineOffTheGrid_IsNamed() =>
        Refusal("timestamp,value\n2026-03-02T00:00:00Z,1\n2026-03-02T00:01:00Z,1\n2026-03-02T00:02:00Z,1\n2026-03-02T00:03:25Z,1\n").ShouldBe(
            $"Line 5 of the trace file '{File}' has the timestamp 2026-03-02T00:03:25Z, which is off the grid of 00:01:00 that the other lines lie on: the nearest step is 2026-03-02T00:03:00Z.");

    [Fact]
    public void Trace_TwoLinesInOneStep_AreNamed() =>
        Refusal("timestamp,value\n2026-03-02T00:00:00Z,1\n2026-03-02T00:01:00Z,1\n2026-03-02T00:02:00Z,1\n2026-03-02T00:02:10Z,1\n").ShouldBe(
            $"Lines 4 and 5 of the trace file '{File}' lie in the same step of 00:01:00: 2026-03-02T00:02:00Z and 2026-03-02T00:02:10Z.");

    [Fact]
    public void Trace_CenturiesOfSeconds_AreCounted() =>
        Refusal("timestamp,value\n1970-03-02T00:00:00Z,1\n1970-03-02T00:00:01Z,1\n2026-03-02T00:00:00Z,1\n")
            .ShouldContain("at most 5000000 can be replayed");

    [Fact]
    public void Trace_SameNameTwice_NamesBothFiles()
    {
        string one = _folder.Wave("one.csv");
        string two = _folder.Wave("two.csv");
        QuickstartRun.Refusal("--trace", $"cpu={one}", "--trace", $"cpu={two}").ShouldBe(
            $"The name 'cpu' stands for two traces, '{one}' and '{two}'; name them apart with --trace name=FILE.");
    }

    [Fact]
    public void Trace_EmptyName_IsRefused()
    {
        string path = _folder.Wave("one.csv");
        QuickstartRun.Refusal("--trace", $"={path}").ShouldBe($"--trace '={path}' has no name before the '='; write name=FILE or just FILE.");
    }

    [Fact]
    public void Trace_NoCommonTime_NamesTheEnds()
    {
        string one = _folder.Wave("one.csv");
        string two = _folder.Wave("two.csv", start: new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        QuickstartRun.Refusal("--trace", one, "--trace", two).ShouldBe(
            "The trace 'one+two' has no time that all 2 series cover: the last one starts at 2027-01-01T00:00:00+00:00, the first one ends at 2026-03-02T06:00:00+00:00.");
    }

    [Fact]
    public void Trace_HardlyAnyCommonTime_IsCounted()
    {
        string one = _folder.Wave("one.csv");
        string two = _folder.Wave("two.csv", start: new DateTimeOffset(2026, 3, 2, 5, 0, 0, TimeSpan.Zero));
        QuickstartRun.Refusal("--trace", one, "--trace", two).ShouldBe(
            "The trace 'one+two' has 60 ticks of 00:01:00; a replay needs at least 60 of history and 60 to score.");
    }

    private string File => Path.Combine(_folder.Path, "bad.csv");

    private string Refusal(string text) => QuickstartRun.Refusal("--trace", _folder.Write("bad.csv", text), "--json");
}
