using TopologyMirror.Capacity;
using TopologyMirror.Replay;

namespace TopologyMirror.Backtests.Realised;

/// <summary>
/// Whether a plan keeps the risk that it was asked for. At the start of each window of launch lead and one tick the library plans for that
/// window from what is visible by then, with what was learnt from windows that are over; the window is an event when load rises above the plan in any of its ticks. Windows do not overlap.
/// </summary>
internal static class RealisedRisk
{
    private static readonly ServiceName Service = new("web");

    /// <summary>Counts the events of a trace's scored ticks; a last window that does not fit is left out.</summary>
    /// <param name="forecasts">The forecasts of the trace.</param>
    /// <param name="risks">The risks to plan for.</param>
    /// <param name="leadTicks">Launch lead in ticks, from 1.</param>
    /// <returns>One tally per risk.</returns>
    public static IReadOnlyList<RealisedTally> Of(ReplayForecasts forecasts, IReadOnlyList<double> risks, int leadTicks)
    {
        ReplayTrace trace = forecasts.Trace;
        int length = leadTicks + 1;
        RealisedTally[] tallies = [.. risks.Select(risk => new RealisedTally(risk, 0, 0, 0, 0))];
        CalibratedPlans[] plans = [.. risks.Select(risk => new CalibratedPlans(forecasts, risk, length))];
        for (int tick = forecasts.FirstTick; tick + length <= trace.Window.End; tick += tick < trace.Window.WarmUpStart ? length : 1)
        {
            IReadOnlyList<MetricForecast> known = forecasts.At(tick);
            bool scored = tick >= trace.Window.EvaluatedStart && (tick - trace.Window.EvaluatedStart) % length == 0;
            for (int i = 0; i < tallies.Length; i++)
            {
                IReadOnlyList<MetricForecast> calibrated = plans[i].At(tick, known);
                if (scored)
                {
                    ServiceCapacity capacity = CapacityOf(trace, known);
                    CapacityRequirement? plan = new CapacityPlan(calibrated, [capacity], risks[i]).Required(Service, TimeOf(trace, tick), TimeOf(trace, tick + length));
                    tallies[i] = tallies[i].Plus(Judge(trace, tick, length, plan));
                }
            }
        }

        return tallies;
    }

    private static RealisedTally Judge(ReplayTrace trace, int from, int length, CapacityRequirement? plan)
    {
        if (plan is not { } planned)
        {
            return new RealisedTally(0, 0, 0, 0, 1);
        }

        bool above = false;
        bool tooFew = false;
        for (int tick = from; tick < from + length; tick++)
        {
            above |= trace.Metrics.Max(m => m.Loads[tick] / m.Unit) > planned.Real;
            tooFew |= trace.Need[tick] > planned.Instances;
        }

        return new RealisedTally(0, 1, above ? 1 : 0, tooFew ? 1 : 0, 0);
    }

    private static ServiceCapacity CapacityOf(ReplayTrace trace, IReadOnlyList<MetricForecast> forecasts) => new()
    {
        Service = Service,
        Ceiling = trace.FleetCap,
        LoadPerInstance = forecasts.Zip(trace.Metrics).ToDictionary(p => p.First.Metric.Name, p => p.Second.Unit),
    };

    private static DateTimeOffset TimeOf(ReplayTrace trace, int tick) => trace.Start + (tick * trace.Clock.Tick);
}
