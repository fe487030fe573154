using System.Globalization;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>Whether a side that serves, or that a run may go back to, is healthy. Pure.</summary>
public static class SideHealth
{
    /// <summary>Says why live is unhealthy: guardrails that protect it only advise then, since the release that mends it must be able to start.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="services">The services.</param>
    /// <param name="options">The limits.</param>
    /// <returns>One sentence with value and limit; null while nothing speaks against it.</returns>
    public static string? Unhealthy(WorldView world, IEnumerable<ServiceName> services, BakeGuardrailOptions options)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        foreach (ServiceName service in services)
        {
            InstanceId[] live = [.. world.On(service, Side.Live).Select(i => i.Id)];
            if ((Alarmed(world, live) ?? Worse(ServiceSignals.Of(world, service, live), options)) is { } why)
            {
                return why;
            }
        }

        return null;
    }

    /// <summary>Says why a Replace cannot go back to its old side: none of it is ready at its digest, it raises alarms, or it was too bad before.</summary>
    /// <param name="state">The run.</param>
    /// <param name="world">What is observed.</param>
    /// <param name="options">The limits.</param>
    /// <returns>One sentence; null when the way back is open.</returns>
    public static string? NoWayBack(SwitchoverState state, WorldView world, BakeGuardrailOptions options)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(options);
        InstanceId[] old = [.. state.Plan.Leaving];
        foreach (ServiceName service in old.Select(i => world.Topology.Find(i)?.Service).OfType<ServiceName>().Distinct())
        {
            if (!old.Any(i => world.Topology.Find(i) is { State: InstanceState.Ready } known && known.Service == service && IsAtItsDigest(state.Plan, known)))
            {
                return $"No instance of {service} on the old side is ready at {state.Plan.PreviousDigest?.Abbreviated ?? "its digest"}.";
            }
        }

        if (old.Length > 0 && Array.TrueForAll(old, i => world.Topology.Find(i) is null))
        {
            return "Nothing of the old side is left.";
        }

        return Alarmed(world, old) ?? state.Baseline.Select(s => Worse(s, options)).FirstOrDefault(static w => w is not null);
    }

    private static bool IsAtItsDigest(RunPlan plan, ObservedInstance instance) =>
        plan.PreviousDigest is not { } previous || instance.Digest is not { } digest || digest == previous;

    private static string? Alarmed(WorldView world, InstanceId[] side) =>
        world.Monitoring?.Alarms.FirstOrDefault(a => a.Instance is { } i && side.Contains(i)) is { } alarm
            ? $"Alarm '{alarm.Name}' fires for instance '{alarm.Instance}' of the old side."
            : null;

    private static string? Worse(ServiceSignals? signals, BakeGuardrailOptions options)
    {
        if (signals is null || signals.Requests < options.MinimumRequests)
        {
            return null;
        }

        if (WilsonInterval.Lower(signals.Errors, signals.Requests, options.ErrorZ) > options.ErrorLimit)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{signals.Errors} of {signals.Requests} requests to the old side of {signals.Service} failed ({signals.ErrorRate:0.####}), more than {options.ErrorLimit:0.####}.");
        }

        return signals.Latency > options.LatencyLimit
            ? $"The old side of {signals.Service} takes {signals.Latency}, longer than {options.LatencyLimit}."
            : null;
    }
}
