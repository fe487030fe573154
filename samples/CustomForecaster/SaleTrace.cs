using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.CustomForecaster;

/// <summary>Nine days of a shop's requests by the minute: a daily wave with noise, and on the last evening a sale.</summary>
internal static class SaleTrace
{
    private const int Days = 9;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    public static Sale Sale { get; } = new(Start.AddDays(Days - 1).AddHours(18), Start.AddDays(Days - 1).AddHours(20), Factor: 1.8);

    public static TraceSeries Make()
    {
        var noise = new SimulationRandom(seed: 1, "noise");
        var requests = new double[Days * 24 * 60];
        for (int minute = 0; minute < requests.Length; minute++)
        {
            DateTimeOffset time = Start.AddMinutes(minute);
            double wave = 1000 - (600 * Math.Cos(2 * Math.PI * minute / 1440));
            double factor = time >= Sale.Start && time < Sale.End ? Sale.Factor : 1;
            requests[minute] = Math.Round(Math.Max(wave * factor * (1 + (0.03 * noise.NextNormal())), 0));
        }

        return new TraceSeries("shop", Start, TimeSpan.FromMinutes(1), requests);
    }
}
