namespace TopologyMirror.Simulation.Tests.Mutations;

/// <summary>Each guardrail keeps something out: with it no seed shows harm, without it one does.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Seeds = 24;

    private static readonly string Table = Path.Combine(AppContext.BaseDirectory, "safety.md");

    public static TheoryData<string> Names => [.. Guardrails.All.Select(static g => g.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Seeds_GuardrailTakenAway_ShowHarm(string name)
    {
        Guardrail guardrail = Guardrails.All.Single(g => string.Equals(g.Name, name, StringComparison.Ordinal));
        string[] harms = [.. Enumerable.Range(1, Seeds).Where(s => guardrail.Find(s, false) is not null).Select(s => $"seed {s}: {guardrail.Find(s, false)}")];
        harms.ShouldBeEmpty();
        int first = Enumerable.Range(1, Seeds).FirstOrDefault(s => guardrail.Find(s, true) is not null);
        string row = $"| {guardrail.Name} | {guardrail.Danger} | {first} |";
        output.WriteLine($"{row} {(first == 0 ? "nothing" : guardrail.Find(first, true))}");
        first.ShouldBeGreaterThan(0);
        File.ReadAllText(Table).ShouldContain(row);
    }
}
