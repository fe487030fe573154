using TopologyMirror.Switchover;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>A controller that is stopped at any point of a run is followed by one that ends it in the same state.</summary>
public sealed class CrashPointTests(ITestOutputHelper output)
{
    /// <summary>Of the pairs, every so manieth is tried here; set it to 1 for all of them. A prime, so that all points take part in turn.</summary>
    private static readonly int Stride = int.Parse(Environment.GetEnvironmentVariable("TOPOLOGYMIRROR_CRASH_STRIDE") ?? "61", null);

    private static readonly CrashKind[] Kinds =
        [CrashKind.CrashBefore, CrashKind.CrashAfter, CrashKind.UnknownDone, CrashKind.UnknownNotDone, CrashKind.StaleBefore, CrashKind.StaleAfter];

    public static TheoryData<string> Scenarios => [.. CrashScenario.All.Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Run_StoppedAtEachPoint_EndsAsUndisturbed(string name)
    {
        CrashScenario scenario = Find(name);
        (string expected, IReadOnlyList<string> points) = Undisturbed(scenario);
        var faults = new List<string>();
        foreach (CrashKind kind in Kinds)
        {
            for (int number = 1; number <= points.Count; number++)
            {
                var run = CrashRun.Of(scenario, new CrashPoint(number, kind));
                run.Lives[0].IsStruck.ShouldBeTrue();
                run.Lives.Count.ShouldBe(kind is CrashKind.UnknownDone or CrashKind.UnknownNotDone ? 1 : 2);
                Note(faults, run, expected, $"{kind} at point {number}, {points[number - 1]}");
            }
        }

        int effects = points.Count(static p => !p.StartsWith("IOperationJournal", StringComparison.Ordinal));
        output.WriteLine($"{name}: {effects} effects and {points.Count - effects} journal writes, {points.Count * Kinds.Length} worlds");
        faults.Count.ShouldBe(0, string.Join(Environment.NewLine, faults.Take(8)));
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Recovery_StoppedAgain_EndsAsUndisturbed(string name)
    {
        CrashScenario scenario = Find(name);
        (string expected, IReadOnlyList<string> points) = Undisturbed(scenario);
        var faults = new List<string>();
        (int pairs, int tried) = (0, 0);
        for (int number = 1; number <= points.Count; number++)
        {
            var first = new CrashPoint(number, CrashKind.CrashBefore);
            IReadOnlyList<string> recovery = CrashRun.Of(scenario, first).Lives[1].Points;
            for (int again = 1; again <= recovery.Count; again++)
            {
                if (pairs++ % Stride != 0)
                {
                    continue;
                }

                var run = CrashRun.Of(scenario, first, new CrashPoint(again, CrashKind.CrashBefore));
                tried++;
                run.Lives.Count.ShouldBe(3);
                Note(faults, run, expected, $"crashes before point {number}, {points[number - 1]}, and before point {again} of the recovery, {recovery[again - 1]}");
            }
        }

        output.WriteLine($"{name}: {tried} of {pairs} pairs");
        faults.Count.ShouldBe(0, string.Join(Environment.NewLine, faults.Take(8)));
    }

    private static CrashScenario Find(string name) => CrashScenario.All.Single(s => string.Equals(s.Name, name, StringComparison.Ordinal));

    private static (string EndState, IReadOnlyList<string> Points) Undisturbed(CrashScenario scenario)
    {
        var run = CrashRun.Of(scenario);
        run.Fault().ShouldBeNull(run.Story());
        run.Committed.ShouldBe([Enum.Parse<SwitchoverKind>(scenario.Name.Split(' ')[0])]);
        return (run.EndState(), run.Lives.Single().Points);
    }

    private static void Note(List<string> faults, CrashRun run, string expected, string where)
    {
        if ((run.Fault() ?? (string.Equals(run.EndState(), expected, StringComparison.Ordinal) ? null : $"ends with {run.EndState()}, not {expected}")) is { } fault)
        {
            faults.Add($"{where}: {fault}{(faults.Count == 0 ? Environment.NewLine + run.Story() : string.Empty)}");
        }
    }
}
