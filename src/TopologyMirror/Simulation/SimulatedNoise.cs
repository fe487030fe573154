namespace TopologyMirror.Simulation;

/// <summary>What a measurement of a utilisation adds to the truth.</summary>
/// <param name="Idle">Utilisation of an instance that has nothing to do, 0 to 1, exclusive.</param>
/// <param name="Deviation">Standard deviation of a step's mean.</param>
public readonly record struct SimulatedNoise(double Idle, double Deviation)
{
    internal double On(double utilisation, SimulationRandom? random)
    {
        double busy = Idle + ((1 - Idle) * utilisation);
        return random is null ? busy : Math.Clamp(busy + (Deviation * random.NextNormal()), 0, 1);
    }
}
