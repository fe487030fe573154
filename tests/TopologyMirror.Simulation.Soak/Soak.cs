using TopologyMirror.Tests.Simulation;

namespace TopologyMirror.Simulation.Soak;

/// <summary>Runs seed after seed, each in a world of its own.</summary>
internal static class Soak
{
    public static int Run(int from, int seeds, bool twice, TextWriter output)
    {
        int failed = 0;
        for (int seed = from; seed < from + seeds; seed++)
        {
            if (Fault(seed, twice) is { } story)
            {
                failed++;
                output.WriteLine(story);
            }
        }

        output.WriteLine($"{seeds} seeds from {from}: {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    private static string? Fault(int seed, bool twice)
    {
        try
        {
            using EverythingScenario scenario = EverythingScenario.Run(seed);
            return scenario.Failures().Count > 0 ? scenario.Story()
                : twice && IsDifferent(scenario) ? $"seed {seed}: two runs differ"
                : null;
        }
        catch (Exception e)
        {
            return $"seed {seed}: {e}";
        }
    }

    private static bool IsDifferent(EverythingScenario first)
    {
        using EverythingScenario second = EverythingScenario.Run(first.World.Seed);
        return !string.Equals(second.Hash, first.Hash, StringComparison.Ordinal);
    }
}
