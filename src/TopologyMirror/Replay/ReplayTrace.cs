using System.Collections.Immutable;
using System.Globalization;

namespace TopologyMirror.Replay;

/// <summary>
/// A recorded load, ready to be replayed: on one clock, divided into history, warm-up and the scored part, and turned into the number of
/// instances that every tick needs. Immutable.
/// </summary>
/// <remarks>
/// A tick is a minute; shorter steps are averaged, steps of 2 to 5 whole minutes held; a trace with any other step has one tick per (longest) step.
/// </remarks>
public sealed partial class ReplayTrace
{
    private const double InitialHeadroom = 0.25;

    private readonly double[] _observedDemand;

    private ReplayTrace(string name, DateTimeOffset start, ReplayClock clock, ReplayWindow window, int fleetCap, ImmutableArray<ReplayMetric> metrics, CapacityCourse? capacity = null)
    {
        Name = name;
        Start = start;
        Clock = clock;
        Window = window;
        FleetCap = fleetCap;
        Metrics = metrics;
        Capacity = capacity;
        _observedDemand = new double[window.End];
        double[] demand = new double[window.End];
        for (int t = 0; t < window.End; t++)
        {
            _observedDemand[t] = metrics.Aggregate(double.NaN, (most, m) => Larger(most, m.Observed[t] / m.Unit));
            demand[t] = metrics.Max(m => m.Loads[t] / m.Unit);
        }

        Need = [.. demand.Select((d, t) => UnitRule.Need(capacity is null ? d : d / capacity.At(t)))];
        double atStart = demand[Math.Max(0, window.WarmUpStart - ReplayClock.VisibilityTicks)];
        InitialInstances = Math.Min(UnitRule.Need((1 + InitialHeadroom) * atStart), fleetCap);
    }

    /// <summary>Names of the series, joined by '+'.</summary>
    public string Name { get; }

    /// <summary>Start of tick 0, inclusive.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Length of a tick and the durations of the rules.</summary>
    public ReplayClock Clock { get; }

    /// <summary>Which ticks are history, warm-up and scored.</summary>
    public ReplayWindow Window { get; }

    /// <summary>Instances that every policy may have at the same time.</summary>
    public int FleetCap { get; }

    /// <summary>The load metrics, in the order given.</summary>
    public ImmutableArray<ReplayMetric> Metrics { get; }

    /// <summary>Instances that each tick needs: the largest over the metrics of load ÷ true capacity, rounded up, at least 1. The cap does not limit it.</summary>
    public ImmutableArray<int> Need { get; }

    /// <summary>Live instances, ready and routed, with which every policy enters the warm-up: 1.25 × the load known by then, rounded up.</summary>
    public int InitialInstances { get; }

    /// <summary>Scored ticks that need more than the cap: violations of every policy.</summary>
    public ImmutableArray<int> TicksAboveCap =>
        [.. Enumerable.Range(Window.EvaluatedStart, Window.EvaluatedTicks).Where(t => Need[t] > FleetCap)];

    /// <summary>
    /// Largest over the metrics of load ÷ unit of every tick as it was recorded; a metric with a gap is left out, and
    /// <see cref="double.NaN"/> stands where all have one.
    /// </summary>
    public ReadOnlySpan<double> ObservedDemand => _observedDemand;

    /// <summary>Prepares a trace. Several series are metrics of one cluster, cut to the time that all of them cover.</summary>
    /// <param name="series">At least one series, with different names.</param>
    /// <param name="options">What the user chose; null for the defaults.</param>
    /// <exception cref="InvalidTraceException">The trace is too short, or its series have no time in common.</exception>
    public static ReplayTrace Create(IReadOnlyList<TraceSeries> series, ReplayTraceSettings? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfZero(series.Count, nameof(series));
        options ??= new ReplayTraceSettings();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FleetCap, 1, nameof(options));
        string name = string.Join('+', series.Select(s => s.Name));
        if (series.DistinctBy(s => s.Name, StringComparer.Ordinal).Count() != series.Count)
        {
            throw new InvalidTraceException(name, "names a series twice");
        }

        DateTimeOffset start = series.Max(s => s.Start);
        DateTimeOffset end = series.Min(s => s.End);
        if (end <= start)
        {
            throw new InvalidTraceException(name, string.Create(
                CultureInfo.InvariantCulture,
                $"has no time that all {series.Count} series cover: the last one starts at {start:yyyy-MM-ddTHH:mm:ssK}, the first one ends at {end:yyyy-MM-ddTHH:mm:ssK}"));
        }

        var clock = new ReplayClock(TraceGrid.TickOf(series));
        int ticks = (int)Math.Min((end - start).Ticks / clock.Tick.Ticks, int.MaxValue / 2);
        ReplayWindow window = ReplayWindow.Of(name, clock, series.Max(s => s.Step), ticks);
        return new ReplayTrace(name, start, clock, window, options.FleetCap, [.. series.Select(s => OnClock(s, start, clock, window, options.Unit))]);
    }

    private static ReplayMetric OnClock(TraceSeries series, DateTimeOffset start, ReplayClock clock, ReplayWindow window, ReplayUnit rule)
    {
        double[] loads = TraceGrid.Project(series, TraceGrid.Fill(series.Values.AsSpan()), start, clock.Tick, window.End);
        loads = TraceGrid.Fill(loads);
        double[] observed = TraceGrid.Project(series, series.Values.AsSpan(), start, clock.Tick, window.End);
        int from = Math.Max(0, window.WarmUpStart - clock.WeekTicks);
        double[] seen = [.. SeenBefore(series, observed, start, clock.Tick, from, window.WarmUpStart).Where(x => !double.IsNaN(x))];
        double unit = UnitRule.Of(seen.Length > 0 ? seen : loads[from..window.WarmUpStart], rule);
        return new ReplayMetric(series.Name, unit, [.. loads], observed, series);
    }

    /// <summary>
    /// The samples wholly between two ticks. A held sample counts once: repeating it would move the interpolated quantile.
    /// </summary>
    private static IEnumerable<double> SeenBefore(TraceSeries series, double[] observed, DateTimeOffset start, TimeSpan tick, int from, int to)
    {
        if (series.Step <= tick)
        {
            return observed[from..to];
        }

        DateTimeOffset first = start + (from * tick);
        DateTimeOffset end = start + (to * tick);
        return series.Values.Where((_, i) => series.Start + (i * series.Step) >= first && series.Start + ((i + 1) * series.Step) <= end);
    }

    private static double Larger(double left, double right) =>
        double.IsNaN(left) ? right : double.IsNaN(right) ? left : Math.Max(left, right);
}
