using System.Text.Json;
using TopologyMirror.Backtests.Accuracy;

namespace TopologyMirror.Tests.Backtests;

public sealed class AccuracyCommandTests : IDisposable
{
    private readonly BacktestSets _sets = BacktestSets.Waves();

    public void Dispose() => _sets.Dispose();

    [Theory]
    [InlineData("origins", 4)]
    [InlineData("streaming", 8)]
    public void Accuracy_Json_HoldsEveryNumberOfEveryModelAndNothingElse(string mode, int jobs)
    {
        string[] streaming = mode == "streaming" ? ["--streaming", "--every", "24"] : [];
        (int exitCode, string output, string error) = Run(["--json", "--model", "smoothing,profile-smoothing", .. streaming]);

        exitCode.ShouldBe(0, error);
        JsonElement rows = JsonDocument.Parse(output).RootElement.GetProperty("rows");
        rows.EnumerateArray().Select(row => row.GetProperty("model").GetString()).ShouldBe(["snaive", "naive2", "smoothing", "profile-smoothing"]);
        JsonElement last = rows[3];
        last.GetProperty("set").GetString().ShouldBe("waves");
        last.GetProperty("mode").GetString().ShouldBe(mode);
        last.GetProperty("series").GetInt32().ShouldBe(2);
        last.GetProperty("jobs").GetInt32().ShouldBe(jobs);
        last.GetProperty("failures").GetInt32().ShouldBe(0);
        last.GetProperty("worstSeries").GetString().ShouldBeOneOf("one", "two");
        foreach (string number in new[]
        {
            "mase", "smape", "owa", "msis", "wql", "relWql", "relMase", "coverage50", "coverage75", "coverage90", "coverage95", "coverage99", "interval95",
            "updateUs", "worstRelWql", "above13", "relWqlLow", "relWqlHigh", "relWql1", "relWql2To6", "relWql7To12", "relWql13To24",
        })
        {
            last.GetProperty(number).GetDouble().ShouldBeGreaterThanOrEqualTo(0, number);
        }

        (last.GetProperty("fitMs").ValueKind == JsonValueKind.Number).ShouldBe(mode == "origins");
        rows[0].GetProperty("updateUs").ValueKind.ShouldBe(mode == "origins" ? JsonValueKind.Null : JsonValueKind.Number);
        rows[0].GetProperty("relWql").GetDouble().ShouldBe(1);
        rows[1].GetProperty("owa").GetDouble().ShouldBe(1);
    }

    [Fact]
    public void Accuracy_Table_HasALinePerModel()
    {
        File.WriteAllText(Path.Combine(_sets.Path, "peers.csv"), "set,method,kind,MASE,relWQL\nwaves,theirs,peer,0.9,0.8\nother,no,peer,1,1\n");
        (_, string output, _) = Run("--model", "smoothing");
        string[] lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("waves (origins, 2 series)");
        lines.Skip(2).Select(line => line.Split("  ")[0]).ShouldBe(["snaive", "naive2", "smoothing", "theirs (peer)"]);
    }

    [Fact]
    public void Accuracy_SetOrModelThatIsNotThere_IsRefusedByName()
    {
        Run("--set", "clouds").ShouldBe((2, "", "origins.csv has no rows of the set 'clouds'; its sets are waves." + Environment.NewLine));
        (int exitCode, _, string error) = Run("--model", "oracle");
        exitCode.ShouldBe(2);
        error.ShouldStartWith("There is no model 'oracle'; there are snaive, naive2, ");
    }

    [Fact]
    public void Accuracy_FolderWithoutOrigins_IsRefused()
    {
        _sets.WithoutOrigins();
        Run().ShouldBe((2, "", $"There is no origins.csv in {_sets.Path}." + Environment.NewLine));
    }

    [Theory]
    [InlineData("waves,one,0,0,120,24", "origins.csv, line 2: 'waves,one,0,0,120,24' has 6 cells; 7 are named in line 1.")]
    [InlineData("waves,one,0,0,x,24,24", "origins.csv, line 2: train_end 'x' is no whole number.")]
    [InlineData("waves,one,0,0,120,24,24;y", "origins.csv, line 2: seasons '24;y' is no whole number.")]
    [InlineData("waves,one,0,-1,120,24,24", "origins.csv, line 2: train_start '-1' is negative.")]
    [InlineData("waves,one,0,120,120,24,24", "origins.csv, line 2: train_end '120' is not after train_start '120'.")]
    [InlineData("waves,one,0,0,120,0,24", "origins.csv, line 2: horizon '0' is less than 1.")]
    [InlineData("waves,one,0,0,120,24,0", "origins.csv, line 2: seasons '0' has a season of less than 1 step.")]
    [InlineData("waves,one,0,0,192,24,24", "origins.csv, line 2: train_end '192' leaves nothing to forecast of the 192 values of one.csv.")]
    [InlineData("waves,three,0,0,120,24,24", "There is no three.csv in {0}.")]
    public void Accuracy_RowThatCannotBeUsed_IsRefusedByFileLineAndValue(string row, string said)
    {
        _sets.Rows(row);
        Run().ShouldBe((2, "", said.Replace("{0}", Path.Combine(_sets.Path, "waves"), StringComparison.Ordinal) + Environment.NewLine));
    }

    [Theory]
    [InlineData("2026-01-01T01:00:00Z,many", "one.csv, line 3: value 'many' is no number.")]
    [InlineData("2026-01-01T01:00:00Z,Infinity", "one.csv, line 3: value 'Infinity' is no number.")]
    [InlineData("noon,1", "one.csv, line 3: timestamp 'noon' is no time.")]
    [InlineData("2026-01-01T00:00:00Z,1", "one.csv, line 3: timestamp '2026-01-01T00:00:00Z' is not after the one before.")]
    [InlineData("2026-01-01T01:00:00Z", "one.csv, line 3: '2026-01-01T01:00:00Z' has 1 cells; 2 are named in line 1.")]
    [InlineData("", "one.csv has 1 values; at least 2 are needed to tell its step.")]
    public void Accuracy_SeriesThatCannotBeUsed_IsRefusedByFileLineAndValue(string line, string said)
    {
        _sets.SeriesText("waves", "one", "timestamp,value", "2026-01-01T00:00:00Z,1", line);
        Run().ShouldBe((2, "", said + Environment.NewLine));
    }

    [Fact]
    public void Accuracy_ColumnMissing_IsRefusedByName()
    {
        _sets.OriginsText("set,series,train_start\nwaves,one,0\n");
        Run().Error.ShouldBe("origins.csv, line 1: 'set,series,train_start' must name the column train_end once." + Environment.NewLine);
    }

    private (int ExitCode, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = AccuracyCommand.Create(output, error).Parse(["--data", _sets.Path, .. arguments]).Invoke();
        return (exitCode, output.ToString(), error.ToString());
    }
}
