using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Simulation;

/// <summary>What is drawn for a scenario, in words.</summary>
internal sealed class EverythingDice(SimulationRandom random)
{
    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>From 0, below a bound.</summary>
    public int Below(int bound) => (int)(random.NextDouble() * bound);

    public int Between(int from, int to) => from + Below(to - from + 1);

    public TimeSpan Seconds(double longest) => TimeSpan.FromSeconds(random.NextDouble() * longest);

    public T? Pick<T>(IReadOnlyList<T> list)
        where T : class => list.Count == 0 ? null : list[Below(list.Count)];
}
