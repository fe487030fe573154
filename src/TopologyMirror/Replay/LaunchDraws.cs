namespace TopologyMirror.Replay;

/// <summary>
/// How long every launch of a replay takes. Launch n of a trace (accepted launches are counted from 0) has the same draw whoever asks and
/// whenever, so that policies differ by their decisions alone. Immutable.
/// </summary>
/// <remarks>
/// The lead is lognormal with median 10 minutes and 99th percentile 15; one launch in a hundred never becomes ready. Numbers come from
/// SplitMix64 (Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014), used by index instead of in sequence,
/// and from the transform of Box and Muller, "A Note on the Generation of Random Normal Deviates", 1958.
/// </remarks>
public sealed class LaunchDraws
{
    private const double MedianMinutes = 10;
    private const double NeverReady = 0.01;

    // The 99th percentile of the standard normal distribution is 2.326.
    private static readonly double Sigma = Math.Log(1.5) / 2.326;

    private readonly ulong _key;
    private readonly TimeSpan? _constant;

    private LaunchDraws(ulong key, TimeSpan? constant)
    {
        _key = key;
        _constant = constant;
    }

    /// <summary>Draws that differ by seed and by trace.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="trace">Name of the trace.</param>
    public static LaunchDraws Seeded(int seed, string trace)
    {
        ArgumentNullException.ThrowIfNull(trace);

        return new LaunchDraws(unchecked(ReplayHash.Of(trace) ^ ReplayHash.Mix((ulong)seed + ReplayHash.GoldenGamma)), null);
    }

    /// <summary>Every launch takes the same time, and every one becomes ready.</summary>
    /// <param name="lead">From launch to ready; positive.</param>
    public static LaunchDraws Constant(TimeSpan lead)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lead, TimeSpan.Zero);
        return new LaunchDraws(0, lead);
    }

    /// <summary>From launch to ready, or null for a launch that never becomes ready.</summary>
    /// <param name="launch">Number of the launch, from 0.</param>
    public TimeSpan? Lead(int launch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(launch);
        if (_constant is not null)
        {
            return _constant;
        }

        if (Uniform(launch, 0) <= NeverReady)
        {
            return null;
        }

        double normal = Math.Sqrt(-2 * Math.Log(Uniform(launch, 1))) * Math.Cos(2 * Math.PI * Uniform(launch, 2));
        return TimeSpan.FromMinutes(MedianMinutes * Math.Exp(Sigma * normal));
    }

    /// <summary>
    /// Ticks from launch to ready, a shadow's own tick not included: the first whole minute after the draw. Null for a launch that is not
    /// ready when it has to be given up. Where a tick is longer than a minute, a drawn lead is one tick.
    /// </summary>
    /// <param name="launch">Number of the launch, from 0.</param>
    /// <param name="clock">The clock of the trace.</param>
    public int? ReadyTicks(int launch, ReplayClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        if (Lead(launch) is not { } lead)
        {
            return null;
        }

        int ticks = clock.IsMinute || _constant is not null ? clock.Ticks(lead) : 1;
        return ticks <= GiveUpTicks(clock) ? ticks : null;
    }

    /// <summary>Ticks after which a launch that is not ready is given up: 20 minutes, or a longer constant lead.</summary>
    /// <param name="clock">The clock of the trace.</param>
    public int GiveUpTicks(ReplayClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return Math.Max(clock.GiveUpTicks, _constant is { } lead ? clock.Ticks(lead) : 1);
    }

    /// <summary>Ticks that a launch takes as a rule: the median.</summary>
    /// <param name="clock">The clock of the trace.</param>
    internal int TypicalTicks(ReplayClock clock) =>
        _constant is { } lead ? clock.Ticks(lead) : clock.IsMinute ? clock.Ticks(TimeSpan.FromMinutes(MedianMinutes)) : 1;

    /// <summary>A number in (0, 1], the same for the same launch and purpose.</summary>
    private double Uniform(int launch, int purpose)
    {
        ulong index = ((ulong)launch * 3) + (ulong)purpose + 1;
        return ((ReplayHash.Mix(unchecked(_key + (index * ReplayHash.GoldenGamma))) >> 11) + 1) * (1.0 / (1UL << 53));
    }
}
