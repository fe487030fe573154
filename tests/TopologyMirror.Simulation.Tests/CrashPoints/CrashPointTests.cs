using System.Diagnostics;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>A controller that is stopped at any point of a run is followed by one that ends it in the same state.</summary>
public sealed class CrashPointTests(ITestOutputHelper output)
{
    public static TheoryData<string> Scenarios => [.. CrashScenario.All.Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Run_StoppedAtEachPoint_EndsAsUndisturbed(string name)
    {
        CrashScenario scenario = CrashScenario.All.Single(s => string.Equals(s.Name, name, StringComparison.Ordinal));
        CrashRun undisturbed = CrashRun.Of(scenario);
        undisturbed.Fault().ShouldBeNull(undisturbed.Story());
        string expected = undisturbed.EndState();
        output.WriteLine(expected);
        IReadOnlyList<string> points = undisturbed.Lives.Single().Points;
        var watch = Stopwatch.StartNew();
        int worlds = 0;
        var faults = new List<string>();
        foreach (CrashKind kind in Enum.GetValues<CrashKind>())
        {
            for (int number = 1; number <= points.Count; number++)
            {
                CrashRun run = CrashRun.Of(scenario, new CrashPoint(number, kind));
                worlds++;
                run.Lives[0].IsStruck.ShouldBeTrue();
                string where = $"{kind} at point {number}, {points[number - 1]}";
                if ((run.Fault() ?? (run.EndState() == expected ? null : $"ends with {run.EndState()}")) is { } fault)
                {
                    faults.Add($"{where}: {fault}{(faults.Count < 2 ? Environment.NewLine + run.Story() : "")}");
                }
            }
        }

        output.WriteLine($"{name}: {points.Count} points, {worlds} worlds, {watch.Elapsed}");
        foreach (var g in points.GroupBy(p => p)) output.WriteLine($"{g.Count()} {g.Key}");
        faults.ShouldBeEmpty(string.Join(Environment.NewLine, faults));
    }
}
