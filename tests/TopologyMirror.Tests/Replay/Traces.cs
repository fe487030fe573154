using TopologyMirror.Replay;

namespace TopologyMirror.Tests.Replay;

/// <summary>Small traces that can be reckoned by hand.</summary>
internal static class Traces
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Its first scored tick.</summary>
    public const int Scored = 60;

    /// <summary>Its first tick of warm-up.</summary>
    public const int WarmUp = 54;

    /// <summary>
    /// Two hours of minutes: an hour of history that ends with 6 minutes of warm-up, an hour to score. One instance carries a load of 1, the
    /// load is 1 unless <paramref name="load"/> says otherwise, and two instances are live at first.
    /// </summary>
    public static ReplayTrace OfOneHour(Func<int, double>? load = null, int cap = 200)
    {
        // The first value makes the unit: 20 / 20.
        double[] values = [20, .. Enumerable.Range(1, 119).Select(t => load?.Invoke(t) ?? 1)];
        return Of(values, new ReplayTraceSettings { Unit = ReplayUnit.Peak, FleetCap = cap });
    }

    public static ReplayTrace Of(IEnumerable<double> minutes, ReplayTraceSettings? options = null) =>
        ReplayTrace.Create([Series("load", TimeSpan.FromMinutes(1), minutes)], options);

    public static TraceSeries Series(string name, TimeSpan step, IEnumerable<double> values, TimeSpan later = default) =>
        new(name, Start + later, step, values);

    public static LaunchDraws TenMinutes { get; } = LaunchDraws.Constant(TimeSpan.FromMinutes(10));
}
