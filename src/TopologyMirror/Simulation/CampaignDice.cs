namespace TopologyMirror.Simulation;

/// <summary>What is drawn for a campaign, in words.</summary>
internal sealed class CampaignDice(SimulationRandom random)
{
    public bool Chance(double probability) => random.NextDouble() < probability;

    /// <summary>From 0, below a bound.</summary>
    public int Below(int bound) => (int)(random.NextDouble() * bound);

    public int Between(int from, int to) => from + Below(to - from + 1);

    public double Double(double from, double to) => from + (random.NextDouble() * (to - from));
}
