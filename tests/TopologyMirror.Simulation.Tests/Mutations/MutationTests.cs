namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>Each guardrail keeps something out: with it no seed shows harm, without it one does.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Seeds = 16;

    public static TheoryData<string> Names => [.. Guardrails.All.Select(static g => g.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Seeds_GuardrailTakenAway_ShowHarmAsTheTableSays(string name)
    {
        Guardrail guardrail = Guardrails.All.Single(g => string.Equals(g.Name, name, StringComparison.Ordinal));
        int first = Enumerable.Range(1, Seeds).FirstOrDefault(s => guardrail.Find(s, true) is not null);
        string row = $"| {guardrail.Name} | {guardrail.Danger} | {first} |";
        output.WriteLine($"{row} {(first == 0 ? "nothing" : guardrail.Find(first, true))}");
        first.ShouldBeGreaterThan(0);
        foreach (int seed in Enumerable.Range(1, Seeds))
        {
            guardrail.Find(seed, false).ShouldBeNull($"seed {seed}, with the guardrail in place");
        }

        File.ReadAllText(Path.Combine(Root(), "docs", "safety.md")).ShouldContain(row);
    }

    [Fact]
    public void Table_HasNoOtherRows()
    {
        int rows = File.ReadLines(Path.Combine(Root(), "docs", "safety.md")).Count(static l => l.EndsWith(" |", StringComparison.Ordinal) && char.IsAsciiDigit(l[^3]));
        rows.ShouldBe(Guardrails.All.Count);
    }

    private static string Root()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "TopologyMirror.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new DirectoryNotFoundException("The repository is not above the tests.");
    }
}
