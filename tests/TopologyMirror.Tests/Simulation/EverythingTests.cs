namespace TopologyMirror.Tests.Simulation;

/// <summary>
/// Everything switched on at once and disturbed at random, a few seeds of it; thousands of them run with
/// <c>dotnet run -c Release --project tests/TopologyMirror.Simulation.Soak</c>.
/// </summary>
public sealed class EverythingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(101)]
    [InlineData(201)]
    public void Run_EverythingAtOnce_HoldsItsPromisesAndRests(int first)
    {
        for (int seed = first; seed < first + 4; seed++)
        {
            using EverythingScenario scenario = EverythingScenario.Run(seed);
            scenario.Failures().ShouldBeEmpty(scenario.Story());
        }
    }

    [Fact]
    public void Run_TheSameSeedTwice_IsTheSameRun()
    {
        using EverythingScenario first = EverythingScenario.Run(7);
        using EverythingScenario second = EverythingScenario.Run(7);
        second.Hash.ShouldBe(first.Hash);
    }
}
