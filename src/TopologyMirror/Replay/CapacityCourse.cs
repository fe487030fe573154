namespace TopologyMirror.Replay;

/// <summary>
/// The true capacity of an instance over the ticks of a trace, as a multiple of the unit that policies are told: a wrong beginning, and
/// from the warm-up on a walk of plus or minus 1 % every hour. A function of the trace's name and the seed. Immutable.
/// </summary>
public sealed class CapacityCourse
{
    private const double HourlyStep = 0.01;

    // Another stream than those of launches and events.
    private const ulong Stream = 0x3C6EF372FE94F82B;

    private readonly double[] _shares;

    private CapacityCourse(double factor, double[] shares)
    {
        Factor = factor;
        _shares = shares;
    }

    /// <summary>The multiple with which it begins.</summary>
    public double Factor { get; }

    /// <summary>Draws a course.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="factor">The multiple with which it begins; positive.</param>
    /// <param name="drifts">Whether it walks; else it stays as it begins.</param>
    public static CapacityCourse Draw(ReplayTrace trace, int seed, double factor, bool drifts = true)
    {
        ArgumentNullException.ThrowIfNull(trace);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        ulong key = unchecked(ReplayHash.Of(trace.Name) ^ ReplayHash.Mix((ulong)seed + Stream));
        int hour = trace.Clock.Ticks(TimeSpan.FromHours(1));
        double[] shares = new double[trace.Window.End];
        double share = factor;
        for (int t = 0; t < shares.Length; t++)
        {
            int since = t - trace.Window.WarmUpStart;
            if (drifts && since > 0 && since % hour == 0)
            {
                bool rises = (ReplayHash.Mix(unchecked(key + ((ulong)since * ReplayHash.GoldenGamma))) & 1) == 1;
                share *= rises ? 1 + HourlyStep : 1 / (1 + HourlyStep);
            }

            shares[t] = share;
        }

        return new CapacityCourse(factor, shares);
    }

    /// <summary>The multiple of a tick.</summary>
    /// <param name="tick">The tick, counted from the start of the trace; ticks outside count as the nearest.</param>
    public double At(int tick) => _shares[Math.Clamp(tick, 0, _shares.Length - 1)];
}
