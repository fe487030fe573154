using System.Collections.Immutable;
using TopologyMirror.Forecasting;

namespace TopologyMirror.Capacity;

/// <summary>
/// Learns by how much the upper half of a window's distribution has to be stretched for the requested risk to come true, and notices load
/// that is far above what was planned. Of one metric. Immutable.
/// </summary>
/// <remarks>
/// Each window whose load exceeded the plan widens the next ones, each that did not narrows them a little, in the proportion of the risk:
/// the share of windows that exceed is driven to it whatever the load does. Source: Gibbs and Candès, "Adaptive Conformal Inference Under
/// Distribution Shift", 2021; the step acts on the logarithm of the stretch, as in Angelopoulos, Candès and Tibshirani, "Conformal PID
/// Control for Time Series Prediction", 2023.
/// </remarks>
public sealed class RiskCalibration
{
    // One window after the other at 10 % risk: one that exceeds widens by a half, and ten that do not take that back.
    private const double Rate = 0.4;
    private const double MostLog = 3;

    // What is typical is that of the last twenty windows or so. Near a risk of one half there is no upper half to be stretched.
    private const double WidthRate = 0.05;
    private const double LeastShare = 0.1;

    // A load that is beyond the plan by as much as the plan is beyond the median, and by a tenth, has another cause than chance.
    private const double JumpShare = 1.1;

    private readonly double _log;
    private readonly double? _width;
    private readonly ImmutableArray<PlannedWindow> _open;

    private RiskCalibration(double log, double? width, ImmutableArray<PlannedWindow> open, DateTimeOffset? jumpedAt) =>
        (_log, _width, _open, JumpedAt) = (log, width, open, jumpedAt);

    /// <summary>Nothing learnt yet: a stretch of 1.</summary>
    public static RiskCalibration Start { get; } = new(0, null, [], null);

    /// <summary>The stretch; between 0.05 and 20.</summary>
    public double Stretch => Math.Exp(_log);

    /// <summary>The end of the newest step whose load was far above what was planned for it; null when none was.</summary>
    public DateTimeOffset? JumpedAt { get; }

    /// <summary>What was learnt before, without windows that are still open.</summary>
    /// <param name="stretch">The stretch; kept within its bounds.</param>
    public static RiskCalibration Of(double stretch) =>
        new(double.IsFinite(stretch) && stretch > 0 ? Math.Clamp(Math.Log(stretch), -MostLog, MostLog) : 0, null, [], null);

    /// <summary>A forecast that is planned with as was learnt.</summary>
    /// <param name="forecast">The forecast.</param>
    public MetricForecast Apply(MetricForecast forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return forecast with { Stretch = Stretch, Width = _width };
    }

    /// <summary>Notes what is planned for a window, to be compared with what comes.</summary>
    /// <param name="forecast">The forecast as it was planned with: what <see cref="Apply"/> gave.</param>
    /// <param name="from">Start of the window, inclusive.</param>
    /// <param name="to">End of the window, exclusive.</param>
    /// <param name="risk">The requested risk; between 0 and 1, exclusive.</param>
    /// <returns>The calibration with that window open; unchanged when the metric has no forecast.</returns>
    public RiskCalibration Plan(MetricForecast forecast, DateTimeOffset from, DateTimeOffset to, double risk)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        if (!forecast.Result.TryGet(out LoadForecast? distribution) || to <= from)
        {
            return this;
        }

        var window = MetricWindow.Of(forecast, distribution, perLoad: 1, from, to);
        (double plain, double median) = (window with { Metric = forecast with { Stretch = 1 } }).Spread(1 - risk);
        double planned = window.Stretched(plain, median, 1 - risk);
        TimeSpan since = _open.IsEmpty ? to - from : from - _open[^1].From;
        double weight = Math.Clamp(since / (to - from), 0, 1);
        double own = Math.Max(plain - median, 0) / Math.Max(1 - (2 * risk), LeastShare);
        double width = _width is { } typical ? typical + (WidthRate * weight * (own - typical)) : own;
        return new RiskCalibration(_log, width, _open.Add(new PlannedWindow(from, to, planned, median, weight, risk, Exceeded: false)), JumpedAt);
    }

    /// <summary>Learns what a step of load came to.</summary>
    /// <param name="time">Start of the step.</param>
    /// <param name="step">Its length.</param>
    /// <param name="load">Its load; <see cref="double.NaN"/> for a gap, which says nothing.</param>
    public RiskCalibration Observe(DateTimeOffset time, TimeSpan step, double load)
    {
        if (_open.IsEmpty)
        {
            return this;
        }

        DateTimeOffset end = time + step;
        double log = _log;
        DateTimeOffset? jumpedAt = JumpedAt;
        ImmutableArray<PlannedWindow>.Builder open = ImmutableArray.CreateBuilder<PlannedWindow>(_open.Length);
        foreach (PlannedWindow before in _open)
        {
            bool concerns = before.From < end && before.To > time;
            PlannedWindow window = concerns && !double.IsNaN(load) ? before with { Exceeded = before.Exceeded || load > before.Planned, Seen = true } : before;
            if (concerns && load > before.Planned + (before.Planned - before.Median) && load > JumpShare * before.Planned)
            {
                jumpedAt = end;
            }

            if (window.To > end)
            {
                open.Add(window);
                continue;
            }

            double error = window.Seen ? (window.Exceeded ? 1 : 0) - window.Risk : 0;
            log = Math.Clamp(log + (Rate * window.Weight * error), -MostLog, MostLog);
        }

        return new RiskCalibration(log, _width, open.DrainToImmutable(), jumpedAt);
    }
}
