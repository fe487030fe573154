using TopologyMirror.Replay;
using TopologyMirror.Simulation;

namespace TopologyMirror.Quickstart.Traces;

/// <summary>
/// Two weeks of requests per second, one value per minute: a day's rhythm, quieter weekends, noise that lingers, and flash crowds that
/// come without warning. The same seed gives the same values.
/// </summary>
internal static class GeneratedTrace
{
    /// <summary>Name of the series.</summary>
    public const string Name = "generated";

    private const int Days = 14;
    private const int MinutesPerDay = 24 * 60;
    private const double BusiestRate = 900;

    // A Thursday, so that the last two days, which are scored, are a Tuesday and a Wednesday.
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Generates the series.</summary>
    /// <param name="seed">The seed.</param>
    public static TraceSeries Create(int seed)
    {
        double[] values = new double[Days * MinutesPerDay];
        var noise = new SimulationRandom(seed, "noise");
        double lingering = 0;
        for (int minute = 0; minute < values.Length; minute++)
        {
            lingering = (0.97 * lingering) + (0.006 * noise.NextNormal());
            values[minute] = BusiestRate * Rhythm(minute) * Math.Exp(lingering + (0.015 * noise.NextNormal()));
        }

        AddFlashCrowds(values, new SimulationRandom(seed, "flash-crowds"));
        return new TraceSeries(Name, Start, TimeSpan.FromMinutes(1), values.Select(v => Math.Round(v, 1)));
    }

    /// <summary>Share of the busiest rate: lowest before dawn, a peak in the afternoon and a second one in the evening.</summary>
    private static double Rhythm(int minute)
    {
        double hour = minute % MinutesPerDay / 60.0;
        bool weekend = (Start + TimeSpan.FromMinutes(minute)).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        double day = 0.5 + (0.3 * Math.Cos(2 * Math.PI * (hour - 15) / 24)) + (0.12 * Math.Cos(4 * Math.PI * (hour - 20) / 24));
        return weekend ? 0.7 * day : day;
    }

    /// <summary>Every 14 to 40 hours: up by a third to three quarters within minutes, then slowly back.</summary>
    private static void AddFlashCrowds(double[] values, SimulationRandom random)
    {
        for (int at = 0; ; )
        {
            at += (int)random.NextBetween(TimeSpan.FromHours(14), TimeSpan.FromHours(40)).TotalMinutes;
            if (at >= values.Length)
            {
                return;
            }

            double height = 0.3 + (0.45 * random.NextDouble());
            double rise = 6 + (14 * random.NextDouble());
            double decay = 15 + (35 * random.NextDouble());
            for (int minute = at; minute < values.Length && minute < at + rise + (6 * decay); minute++)
            {
                double age = minute - at;
                values[minute] *= 1 + (height * (age < rise ? age / rise : Math.Exp(-(age - rise) / decay)));
            }
        }
    }
}
