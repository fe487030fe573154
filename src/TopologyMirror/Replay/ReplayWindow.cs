using System.Globalization;

namespace TopologyMirror.Replay;

/// <summary>Which ticks of a trace are history, warm-up and scored.</summary>
/// <param name="WarmUpStart">First tick at which a policy decides; what is earlier is history.</param>
/// <param name="EvaluatedStart">First tick that is scored; everything from here to the end is.</param>
/// <param name="End">One after the last tick.</param>
/// <param name="InProtocol">Whether the trace has at least 7 days in steps of at most 5 minutes, as results that are compared must.</param>
/// <param name="DaysBefore">Days of history before the first scored tick, warm-up included.</param>
public sealed record ReplayWindow(int WarmUpStart, int EvaluatedStart, int End, bool InProtocol, double DaysBefore)
{
    /// <summary>Ticks of history, and ticks to score, that a trace must have at least.</summary>
    public const int FewestTicks = 60;

    private static readonly TimeSpan LongestStepInProtocol = TimeSpan.FromMinutes(5);

    /// <summary>Ticks that are scored.</summary>
    public int EvaluatedTicks => End - EvaluatedStart;

    /// <summary>
    /// Divides a trace: the last 2 days are scored and 2 hours before them are warm-up; outside the protocol at most the last half is
    /// scored, and at most a tenth of what is before it is warm-up. No trace scores fewer than 60 ticks, so 2 days of hours become 60 hours.
    /// </summary>
    /// <param name="trace">Name of the trace, for messages.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="longestStep">The longest step among its series.</param>
    /// <param name="ticks">Ticks in all.</param>
    /// <exception cref="InvalidTraceException">Fewer than 60 ticks would be history, or scored.</exception>
    internal static ReplayWindow Of(string trace, ReplayClock clock, TimeSpan longestStep, int ticks)
    {
        if (ticks < 2 * FewestTicks)
        {
            throw new InvalidTraceException(trace, string.Create(
                CultureInfo.InvariantCulture,
                $"has {ticks} ticks of {clock.Tick}; a replay needs at least {FewestTicks} of history and {FewestTicks} to score"));
        }

        bool inProtocol = ticks * clock.Tick >= TimeSpan.FromDays(7) && longestStep <= LongestStepInProtocol;
        int twoDays = Math.Max(clock.Ticks(TimeSpan.FromDays(2)), FewestTicks);
        int evaluated = inProtocol ? twoDays : Math.Min(twoDays, ticks / 2);
        int history = ticks - evaluated;
        int twoHours = clock.Ticks(TimeSpan.FromHours(2));
        int warmUp = inProtocol ? twoHours : Math.Min(twoHours, history / 10);
        return new ReplayWindow(history - warmUp, history, ticks, inProtocol, history * clock.Tick / TimeSpan.FromDays(1));
    }
}
