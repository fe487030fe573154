using System.Collections.Immutable;

namespace TopologyMirror.Replay;

public sealed partial class ReplayTrace
{
    private ReplayTrace(DateTimeOffset start, ReplayClock clock, int ticks, int live, int cap, double[] demand, ImmutableArray<int> need)
    {
        Name = "live";
        Start = start;
        Clock = clock;
        Window = new ReplayWindow(0, 0, ticks, InProtocol: false, DaysBefore: 0);
        FleetCap = cap;
        Metrics = [];
        Need = need;
        InitialInstances = live;
        _observedDemand = demand;
    }

    /// <summary>A trace whose ticks are filled in as they become known, by the one who gave the arrays; all of it is scored.</summary>
    /// <param name="start">Start of tick 0.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="ticks">Its length.</param>
    /// <param name="live">Live instances at the start.</param>
    /// <param name="cap">Most instances at the same time.</param>
    /// <param name="demand">Load in instances per tick. Taken over, not copied.</param>
    /// <param name="need">Instances that each tick needs. Taken over, not copied.</param>
    internal static ReplayTrace Growing(DateTimeOffset start, ReplayClock clock, int ticks, int live, int cap, double[] demand, ImmutableArray<int> need) =>
        new(start, clock, ticks, live, cap, demand, need);
}
