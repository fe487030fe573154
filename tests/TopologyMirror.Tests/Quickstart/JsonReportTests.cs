using System.Text.Json;
using System.Text.RegularExpressions;

namespace TopologyMirror.Tests.Quickstart;

public sealed partial class JsonReportTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_OfATrace_HasTheShapeThatIsPromised()
    {
        using JsonDocument document = Json("--trace", _folder.Wave("wave.csv"));
        JsonElement root = document.RootElement;
        Names(root).ShouldBe(
            [
                "trace", "seed", "steps", "events", "joins", "replaces", "rolledBack", "resyncs", "invariantViolations", "deviations", "releases",
                "forecast", "policies", "wallSeconds",
            ]);
        root.GetProperty("trace").GetString().ShouldBe("wave");
        root.GetProperty("seed").GetInt32().ShouldBe(1);
        root.GetProperty("steps").GetInt32().ShouldBe(180);
        root.GetProperty("joins").GetInt32().ShouldBeGreaterThan(0);
        root.GetProperty("events").GetString().ShouldBe("plain");
        root.GetProperty("replaces").GetInt32().ShouldBeGreaterThan(0, "one release, in as many waves as the cap of the fleet asks for");
        root.GetProperty("releases").EnumerateArray().Select(r => r.GetProperty("outcome").GetString()).ShouldBe(["finished"]);
        root.GetProperty("invariantViolations").GetInt32().ShouldBe(0);
        root.GetProperty("wallSeconds").GetDouble().ShouldBeGreaterThan(0);

        JsonElement forecast = root.GetProperty("forecast");
        Names(forecast).ShouldBe(["mase", "wql", "coverage"]);
        JsonElement[] coverage = [.. forecast.GetProperty("coverage").EnumerateArray()];
        coverage.ShouldAllBe(c => Names(c).SequenceEqual(new[] { "lead", "p", "value" }));
        coverage.Select(c => c.GetProperty("lead").GetDouble()).Distinct().ShouldBe([1, 12, 60]);
    }

    [Fact]
    public void Json_OfATrace_HasEveryPolicy()
    {
        using JsonDocument document = Json("--trace", _folder.Wave("wave.csv"));
        JsonElement[] policies = [.. document.RootElement.GetProperty("policies").EnumerateArray()];
        policies.Select(p => p.GetProperty("name").GetString()).ShouldBe(
        [
            "topologymirror",
            "reactive+0", "reactive+25", "reactive+50", "reactive+100",
            "reactive+warm-pool-1", "reactive+25+warm-pool-1", "reactive+50+warm-pool-1", "reactive+100+warm-pool-1",
            "reactive+warm-pool-2", "reactive+25+warm-pool-2", "reactive+50+warm-pool-2", "reactive+100+warm-pool-2",
            "reactive+warm-pool-4", "reactive+25+warm-pool-4", "reactive+50+warm-pool-4", "reactive+100+warm-pool-4",
            "predictive-no-shadow@0.1", "predictive-no-shadow@1", "predictive-no-shadow@5", "predictive-no-shadow@10",
            "static-peak", "clairvoyant",
        ]);
        policies.ShouldAllBe(p => Names(p).SequenceEqual(new[]
        {
            "name", "violationPercent", "violationMinutes", "shortfallPercent", "overPercent", "paidHours", "changesPerDay", "worstBurstMinutes", "releases",
        }));
        policies.ShouldAllBe(p => Names(p.GetProperty("paidHours")).SequenceEqual(new[] { "live", "shadow", "launching", "overlap" }));
    }

    [Fact]
    public void Json_OfATrace_TellsEveryRelease()
    {
        using JsonDocument document = Json("--trace", _folder.Wave("wave.csv"));
        JsonElement release = document.RootElement.GetProperty("releases").EnumerateArray().ShouldHaveSingleItem();
        Names(release).ShouldBe(
            ["generation", "bad", "dueAt", "outcome", "firstServedAt", "allServedAt", "endedAt", "minutes", "withinTwoHours", "asItShouldBe"]);
        release.GetProperty("outcome").GetString().ShouldBe("finished");
        release.GetProperty("withinTwoHours").GetBoolean().ShouldBeTrue();
        release.GetProperty("dueAt").GetString().ShouldNotBeNull().ShouldStartWith("2026-03-02T0");
        document.RootElement.GetProperty("policies").EnumerateArray().Select(p => p.GetProperty("releases").GetArrayLength())
            .ShouldBe([.. Enumerable.Repeat(1, 22), 0]);
    }

    [Theory]
    [InlineData("none", 0, 0, 0)]
    [InlineData("no-capacity", 2, 2, 0)]
    [InlineData("bad-release", 2, 1, 1)]
    [InlineData("step-at-release", 2, 3, 0)]
    [InlineData("dip", 2, 2, 0)]
    public void Json_WithEvents_ReplacesOrRollsBack(string events, int releases, int replaces, int rolledBack)
    {
        using JsonDocument document = Json("--trace", _folder.Wave("wave.csv", count: 720), "--events", events);
        JsonElement root = document.RootElement;
        root.GetProperty("events").GetString().ShouldBe(events);
        root.GetProperty("releases").GetArrayLength().ShouldBe(releases);
        root.GetProperty("releases").EnumerateArray().ShouldAllBe(r => r.GetProperty("asItShouldBe").GetBoolean());
        root.GetProperty("replaces").GetInt32().ShouldBe(replaces);
        root.GetProperty("rolledBack").GetInt32().ShouldBe(rolledBack);
        root.GetProperty("invariantViolations").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Json_TwoRunsOfOneSeed_AreTheSameBytesExceptForTheTimeTheyTook()
    {
        string[] arguments = ["--trace", _folder.Wave("wave.csv"), "--seed", "7", "--json"];
        string first = WithoutWallSeconds(QuickstartRun.Of(arguments).Output);
        WithoutWallSeconds(QuickstartRun.Of(arguments).Output).ShouldBe(first);
    }

    [Fact]
    public void Json_AnotherSeed_HasOtherLaunches()
    {
        string trace = _folder.Wave("wave.csv");
        string first = WithoutWallSeconds(QuickstartRun.Of("--trace", trace, "--seed", "1", "--json").Output);
        WithoutWallSeconds(QuickstartRun.Of("--trace", trace, "--seed", "2", "--json").Output)
            .Replace("\"seed\":2", "\"seed\":1", StringComparison.Ordinal).ShouldNotBe(first);
    }

    [Fact]
    public void Json_SeveralMetrics_JoinsTheirNames()
    {
        string cpu = _folder.Wave("a.csv");
        string requests = _folder.Wave("b.csv", count: 72, step: TimeSpan.FromMinutes(5), height: 5000);
        using JsonDocument document = Json("--trace", $"cpu={cpu}", "--trace", $"requests per second={requests}");
        document.RootElement.GetProperty("trace").GetString().ShouldBe("cpu+requests per second");
        document.RootElement.GetProperty("steps").GetInt32().ShouldBe(180);
        document.RootElement.GetProperty("invariantViolations").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Json_OfNothingButZeros_HasNoNumberThatIsNone()
    {
        string text = "timestamp,value\n" + string.Concat(Enumerable.Range(0, 180).Select(i => $"2026-03-02T{i / 60:00}:{i % 60:00}:00Z,0\n"));
        using JsonDocument document = Json("--trace", _folder.Write("zeros.csv", text));
        document.RootElement.GetProperty("forecast").GetProperty("wql").ValueKind.ShouldBe(JsonValueKind.Null);
        document.RootElement.GetProperty("joins").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void Json_OfHugeLoads_IsStillJson()
    {
        string text = "timestamp,value\n" + string.Concat(Enumerable.Range(0, 180).Select(i => $"2026-03-02T{i / 60:00}:{i % 60:00}:00Z,1.{i:000}e300\n"));
        using JsonDocument document = Json("--trace", _folder.Write("huge.csv", text));
        document.RootElement.GetProperty("invariantViolations").GetInt32().ShouldBe(0);
    }

    [Theory]
    [InlineData("--lead-time", "4m")]
    [InlineData("--lead-time", "01:30:00")]
    [InlineData("--risk", "0.2")]
    public void Json_WithAChoice_DiffersFromTheDefault(string option, string value)
    {
        string trace = _folder.Wave("wave.csv");
        string chosen = WithoutWallSeconds(QuickstartRun.Of("--trace", trace, option, value, "--json").Output);
        chosen.ShouldNotBe(WithoutWallSeconds(QuickstartRun.Of("--trace", trace, "--json").Output));
    }

    private static JsonDocument Json(params string[] arguments)
    {
        QuickstartRun run = QuickstartRun.Of([.. arguments, "--json"]);
        run.ExitCode.ShouldBe(0, run.Error);
        return JsonDocument.Parse(run.Output);
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(p => p.Name);

    private static string WithoutWallSeconds(string json) => WallSeconds().Replace(json, "");

    [GeneratedRegex("\"wallSeconds\":[0-9.]+")]
    private static partial Regex WallSeconds();
}
