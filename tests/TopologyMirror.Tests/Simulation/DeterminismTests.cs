using System.Diagnostics;
using System.Globalization;

namespace TopologyMirror.Tests.Simulation;

/// <summary>A run is a function of its seed, in any process.</summary>
public sealed class DeterminismTests
{
    private const int Seeds = 100;

    /// <summary>Set for the second process only: the file that it writes its lines to.</summary>
    private const string LinesFile = "TOPOLOGYMIRROR_TESTS_LINES";

    [Fact]
    public void Run_SameSeedTwice_HasTheSameEvents()
    {
        RandomScenario first = RandomScenario.Run(5);
        RandomScenario second = RandomScenario.Run(5);
        second.Events.ShouldBe(first.Events);
        second.Line().ShouldBe(first.Line());
    }

    // The second process is this test once more: a project of xunit.v3 is an executable.
    [Fact]
    public async Task Run_HundredSeedsInTwoProcesses_HaveEqualHashes()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        if (Environment.GetEnvironmentVariable(LinesFile) is { Length: > 0 } asked)
        {
            await File.WriteAllLinesAsync(asked, Enumerable.Range(0, Seeds).Select(seed => RandomScenario.Run(seed).Line()), token);
            return;
        }

        string file = Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"topologymirror-lines-{Environment.ProcessId}.txt"));
        using Process other = StartOther(file);
        try
        {
            Task<string> output = other.StandardOutput.ReadToEndAsync(token);
            RandomScenario[] here = [.. Enumerable.Range(0, Seeds).Select(RandomScenario.Run)];
            string said = await output;
            await other.WaitForExitAsync(token);

            other.ExitCode.ShouldBe(0, said);
            string[] lines = [.. here.Select(s => s.Line())];
            (await File.ReadAllLinesAsync(file, token)).ShouldBe(lines);
            here.DistinctBy(s => s.Hash).Count().ShouldBe(Seeds);

            // What is compared is worth comparing.
            here.Count(s => s.Joins > 0).ShouldBeGreaterThan(Seeds / 2);
            here.Count(s => s.ScaleIns > 0).ShouldBeGreaterThan(Seeds / 4);
            here.SelectMany(s => s.Violations).ShouldBeEmpty();
        }
        finally
        {
            if (!other.HasExited)
            {
                other.Kill();
            }

            File.Delete(file);
        }
    }

    private static Process StartOther(string file)
    {
        string process = Environment.ProcessPath.ShouldNotBeNull();
        var start = new ProcessStartInfo(process) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (string.Equals(Path.GetFileNameWithoutExtension(process), "dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(typeof(DeterminismTests).Assembly.Location);
        }

        start.ArgumentList.Add("-method");
        start.ArgumentList.Add($"{typeof(DeterminismTests).FullName}.{nameof(Run_HundredSeedsInTwoProcesses_HaveEqualHashes)}");
        start.Environment[LinesFile] = file;
        return Process.Start(start).ShouldNotBeNull();
    }
}
