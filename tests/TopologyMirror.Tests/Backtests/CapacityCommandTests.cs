using System.Globalization;
using TopologyMirror.Backtests.Sweep;
using TopologyMirror.Tests.Quickstart;

namespace TopologyMirror.Tests.Backtests;

public sealed class CapacityCommandTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public CapacityCommandTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "waves"));
        _folder.Wave(Path.Combine("waves", "one.csv"), count: 1440);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReplayCapacity_InstancesCarryLessThanTold_LearningHasFewerViolations()
    {
        (int exitCode, string output) = Run("--data", _folder.Path, "--set", "waves", "--capacity-error", "0.8");

        exitCode.ShouldBe(0, output);
        Violations(output, CapacityRun.Learned).ShouldBeLessThan(0.7 * Violations(output, PolicyCatalog.Mirror));
        output.ShouldContain("| waves | one | 0.80 | reactive+25 | ");
    }

    [Fact]
    public void ReplayCapacity_BadArguments_AreRefusedByName()
    {
        Run().ShouldBe((2, "--data is missing: it names the folder of recorded loads." + Environment.NewLine));
        Run("--data", _folder.Path, "--set", "waves", "--capacity-error", "-1").ShouldBe((2, "--capacity-error -1 is no positive number." + Environment.NewLine));
    }

    private static double Violations(string table, string policy) => double.Parse(
        table.Split('\n').First(l => l.Contains($"| {policy} |", StringComparison.Ordinal)).Split('|')[6], CultureInfo.InvariantCulture);

    private static (int ExitCode, string Text) Run(params string[] arguments)
    {
        using var text = new StringWriter();
        int exitCode = CapacityCommand.Create(text, text).Parse(arguments).Invoke();
        return (exitCode, text.ToString());
    }
}
