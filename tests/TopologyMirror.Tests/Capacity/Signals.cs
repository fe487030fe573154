using TopologyMirror.Capacity;
using TopologyMirror.Simulation;

namespace TopologyMirror.Tests.Capacity;

/// <summary>Draws loads and the signals that instances of a known capacity show.</summary>
internal static class Signals
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static CapacityRelation Utilisation(double? given = 100, double drift = 0.01) => new() { Objective = 0.7, Given = given, DriftPerHour = drift };

    public static CapacityRelation Latency(double? given = 100) => new() { Kind = CapacitySignalKind.Latency, Objective = 0.2, Given = given };

    /// <summary>Utilisations, idle + load × slope, of instances that are 70 % busy at <paramref name="capacity"/>, once a minute.</summary>
    public static CapacityModel Busy(
        CapacityRelation relation, Func<int, double> capacity, int steps, int seed = 1, double noise = 0.02, double idle = 0.05, double low = 0.5, double high = 0.9)
    {
        var random = new SimulationRandom(seed, "signals");
        CapacityModel model = CapacityModel.Start(relation);
        for (int i = 0; i < steps; i++)
        {
            double c = capacity(i);
            double load = c * (low + ((high - low) * random.NextDouble()));
            double busy = idle + ((0.7 - idle) * load / c) + (noise * random.NextNormal());
            model = model.Observe(new CapacityObservation(Noon.AddMinutes(i), load, Math.Max(busy, 0)));
        }

        return model;
    }

    /// <summary>Latencies of a queue that answers in <paramref name="idle"/> seconds without load and in 0.2 at <paramref name="capacity"/>.</summary>
    public static CapacityModel Slow(CapacityRelation relation, double capacity, int steps, int seed = 1, double idle = 0.05, double noise = 0.1)
    {
        var random = new SimulationRandom(seed, "signals");
        double limit = capacity / (1 - (idle / 0.2));
        CapacityModel model = CapacityModel.Start(relation);
        for (int i = 0; i < steps; i++)
        {
            double load = capacity * (0.2 + (0.7 * random.NextDouble()));
            double latency = idle / (1 - (load / limit)) * Math.Exp(noise * random.NextNormal());
            model = model.Observe(new CapacityObservation(Noon.AddMinutes(i), load, latency));
        }

        return model;
    }

    public static CapacityEstimate Estimate(this CapacityModel model) =>
        model.Answer().Estimate ?? throw new InvalidOperationException(model.Answer().Refusal!.Sentence);
}
