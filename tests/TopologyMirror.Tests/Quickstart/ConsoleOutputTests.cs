namespace TopologyMirror.Tests.Quickstart;

public sealed class ConsoleOutputTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Output_Redirected_IsPlainLinesAndATable()
    {
        QuickstartRun run = QuickstartRun.Of("--trace", _folder.Wave("wave.csv"));
        run.ExitCode.ShouldBe(0);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldNotContain("\u001b");
        run.Output.ShouldStartWith("outside the protocol: 0.13 days before");
        string[] lines = run.Output.Split(Environment.NewLine);
        lines.Count(l => l.Contains(" %  2026-03-02 ", StringComparison.Ordinal)).ShouldBeInRange(9, 11);
        lines.ShouldContain(l => l.StartsWith("100 %  2026-03-02 05:59  load ", StringComparison.Ordinal));
        foreach (string policy in new[] { "topologymirror", "reactive+0", "reactive+25", "reactive+100", "reactive+warm-pool-4", "reactive+25+warm-pool-2", "predictive-no-shadow@5", "static-peak", "clairvoyant" })
        {
            lines.ShouldContain(l => l.TrimStart().StartsWith(policy + " ", StringComparison.Ordinal));
        }

        run.Output.ShouldNotContain("reactive+50+warm-pool");
        lines.Count(l => l.TrimStart().StartsWith("reactive+", StringComparison.Ordinal)).ShouldBe(10);
        lines.ShouldContain(l => l.StartsWith("17 of 23 policies shown, --json has all; ", StringComparison.Ordinal));
        run.Output.ShouldContain("topologymirror was short of need for ");
        run.Output.ShouldMatch(" joins, [12] replaces, 0 rolled back, ");
        run.Output.ShouldContain("Release 1 was finished after ");
        run.Output.ShouldContain("Forecast of wave: MASE ");
    }

    [Fact]
    public void Output_WithJson_HasTheNoteOnStandardError()
    {
        QuickstartRun run = QuickstartRun.Of("--trace", _folder.Wave("wave.csv"), "--json");
        run.Error.ShouldBe("outside the protocol: 0.13 days before" + Environment.NewLine);
        run.Output.ShouldStartWith("{");
        run.Output.TrimEnd().ShouldEndWith("}");
        run.Output.TrimEnd().ShouldNotContain("\n");
    }

    [Fact]
    public void Output_OfTheGeneratedTrace_IsInProtocolAndKeepsEveryInvariant()
    {
        QuickstartRun run = QuickstartRun.Of();
        run.ExitCode.ShouldBe(0);
        run.Output.ShouldNotContain("outside the protocol");
        run.Output.ShouldContain("generated: 2880 ticks of 00:01:00 scored");
        run.Output.ShouldContain(" 0 invariant violations");
    }
}
