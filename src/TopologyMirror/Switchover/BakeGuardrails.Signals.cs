using System.Globalization;
using TopologyMirror.Routing;

namespace TopologyMirror.Switchover;

public static partial class BakeGuardrails
{
    /// <summary>Says why the new side must not stay: alarms and deaths, then errors and latency against the old side before the shift.</summary>
    /// <param name="state">The run, with its baseline.</param>
    /// <param name="world">What is observed.</param>
    /// <param name="options">The limits.</param>
    /// <returns>One sentence with value, limit and baseline; null while nothing speaks against it.</returns>
    public static string? Breach(SwitchoverState state, WorldView world, BakeGuardrailOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(options);
        if (Breach(state.Plan, world) is { } breach)
        {
            return breach;
        }

        foreach (ServiceLevel level in state.Plan.ServingBefore)
        {
            if (ServiceSignals.Of(world, level.Service, state.Plan.Promote) is not { } now || now.Requests < options.MinimumRequests)
            {
                continue;
            }

            ServiceSignals? before = state.Baseline.FirstOrDefault(b => b.Service == level.Service && b.Requests >= options.MinimumRequests);
            if ((Errors(now, before, options) ?? Latency(now, before, options)) is { } worse)
            {
                return worse;
            }
        }

        return null;
    }

    /// <summary>Says why the health of the new side is not known: it is not watched, or tells nothing although the old side did.</summary>
    /// <param name="state">The run, with its baseline.</param>
    /// <param name="world">What is observed.</param>
    /// <returns>What is waited for; null when monitoring sees all of the new side, or there is none.</returns>
    public static string? Blindness(SwitchoverState state, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (Blindness(state.Plan, world) is { } blind)
        {
            return blind;
        }

        foreach (ServiceSignals before in state.Baseline)
        {
            bool promotes = state.Plan.Promote.Any(i => world.Topology.Find(i)?.Service == before.Service);
            if (promotes && ServiceSignals.Of(world, before.Service, state.Plan.Promote) is null)
            {
                return $"monitoring to tell the requests and errors of the new side of {before.Service}";
            }
        }

        return null;
    }

    private static string? Errors(ServiceSignals now, ServiceSignals? before, BakeGuardrailOptions options)
    {
        double limit = before is null ? options.ErrorLimit : before.ErrorRate + options.ErrorTolerance;
        double atLeast = WilsonInterval.Lower(now.Errors, now.Requests, options.ErrorZ);
        return atLeast <= limit ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{now.Errors} of {now.Requests} requests to the new side of {now.Service} failed, a rate of at least {atLeast:0.####}: more than {limit:0.####} (before the shift: {Say(before)}).");
    }

    private static string? Latency(ServiceSignals now, ServiceSignals? before, BakeGuardrailOptions options)
    {
        if (now.Latency > options.LatencyLimit && !(before?.Latency > options.LatencyLimit))
        {
            return $"The new side of {now.Service} takes {now.Latency}, longer than {options.LatencyLimit} (before the shift: {before?.Latency?.ToString() ?? "unknown"}).";
        }

        return now.Latency is { } latency && before?.Latency is { } old && latency > old * options.LatencyRatio
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The new side of {now.Service} takes {latency}, longer than {old * options.LatencyRatio} ({options.LatencyRatio:0.##} times the {old} before the shift).")
            : null;
    }

    private static string Say(ServiceSignals? before) =>
        before is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{before.ErrorRate:0.####}");
}
