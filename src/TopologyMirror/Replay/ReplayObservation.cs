namespace TopologyMirror.Replay;

/// <summary>
/// What a policy knows at one instant: the loads of the ticks that are visible by now, and the fleet before any decision of this
/// instant. It hands out slices that end there, so that nothing later can be reached.
/// </summary>
public readonly ref struct ReplayObservation
{
    private readonly ReplayTrace _trace;
    private readonly int _visible;

    internal ReplayObservation(
        ReplayTrace trace, int tick, int giveUpTicks, ReadOnlySpan<ReplayInstance> fleet, int room, int desiredGeneration = 0)
    {
        _trace = trace;
        _visible = Math.Max(0, tick - ReplayClock.VisibilityTicks + 1);
        Tick = tick;
        GiveUpTicks = giveUpTicks;
        Fleet = fleet;
        Room = room;
        DesiredGeneration = desiredGeneration;
        Demand = trace.ObservedDemand[.._visible];
    }

    /// <summary>The instant: the start of this tick, counted from the start of the trace.</summary>
    public int Tick { get; }

    /// <summary>The instant as a time.</summary>
    public DateTimeOffset Now => _trace.Start + (Tick * _trace.Clock.Tick);

    /// <summary>Length of a tick and the durations of the rules.</summary>
    public ReplayClock Clock => _trace.Clock;

    /// <summary>Ticks after which a launch that is not ready should be given up.</summary>
    public int GiveUpTicks { get; }

    /// <summary>Load in instances (load ÷ unit, the largest over the metrics) of tick 0 to the newest visible one; <see cref="double.NaN"/> for a gap.</summary>
    public ReadOnlySpan<double> Demand { get; }

    /// <summary>Instances that are not terminated, in the order of their numbers.</summary>
    public ReadOnlySpan<ReplayInstance> Fleet { get; }

    /// <summary>Launches that would be accepted now.</summary>
    public int Room { get; }

    /// <summary>The configuration that the cluster should run: that of the newest release; 0 before the first.</summary>
    public int DesiredGeneration { get; }

    /// <summary>Instances that may exist at the same time, those that drain for good not counted.</summary>
    public int FleetCap => _trace.FleetCap;

    /// <summary>Metrics of the trace.</summary>
    public int MetricCount => _trace.Metrics.Length;

    /// <summary>Load that one instance carries.</summary>
    /// <param name="metric">0 to <see cref="MetricCount"/> − 1.</param>
    public double Unit(int metric) => _trace.Metrics[metric].Unit;

    /// <summary>Loads of tick 0 to the newest visible one; <see cref="double.NaN"/> for a gap.</summary>
    /// <param name="metric">0 to <see cref="MetricCount"/> − 1.</param>
    public ReadOnlySpan<double> Loads(int metric) => _trace.Metrics[metric].Observed[.._visible];

    /// <summary>The same moment with another fleet in sight.</summary>
    /// <param name="fleet">The fleet.</param>
    internal ReplayObservation WithFleet(ReadOnlySpan<ReplayInstance> fleet) => new(_trace, Tick, GiveUpTicks, fleet, Room, DesiredGeneration);
}
