using TopologyMirror.Routing;

namespace TopologyMirror.Switchover;

/// <summary>The golden signals of some instances of one service together. Immutable.</summary>
/// <param name="Service">The service.</param>
/// <param name="Requests">Requests in monitoring's window.</param>
/// <param name="Errors">Of these, those that failed.</param>
/// <param name="Latency">Mean of the instances' latency quantiles, weighted by their requests; null when none is known.</param>
public sealed record ServiceSignals(ServiceName Service, long Requests, long Errors, TimeSpan? Latency)
{
    /// <summary>Share of the requests that failed; 0 without requests.</summary>
    public double ErrorRate => Requests == 0 ? 0 : (double)Errors / Requests;

    /// <summary>Adds the signals of instances up.</summary>
    /// <param name="world">What is observed.</param>
    /// <param name="service">The service.</param>
    /// <param name="instances">The instances; those of other services do not count.</param>
    /// <returns>Null when monitoring tells requests and errors of none of them.</returns>
    public static ServiceSignals? Of(WorldView world, ServiceName service, IEnumerable<InstanceId> instances)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(instances);
        long requests = 0;
        long errors = 0;
        double weighted = 0;
        long timed = 0;
        bool known = false;
        foreach (InstanceId id in instances)
        {
            if (world.Topology.Find(id)?.Service != service || world.Monitoring?.Signals.GetValueOrDefault(id) is not { Requests: { } r, Errors: { } e } signals)
            {
                continue;
            }

            known = true;
            requests += r;
            errors += e;
            if (signals.Latency is { } latency)
            {
                weighted += r * (double)latency.Ticks;
                timed += r;
            }
        }

        return known ? new ServiceSignals(service, requests, errors, timed == 0 ? null : TimeSpan.FromTicks((long)(weighted / timed))) : null;
    }

    /// <summary>What a Replace's new side is held against: what serves now and is not promoted by it, at another digest than its own.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="world">What is observed before the first route change.</param>
    /// <returns>One entry per service of which monitoring tells something; empty for other runs.</returns>
    public static IReadOnlyList<ServiceSignals> Baseline(RunPlan plan, WorldView world)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(world);
        if (plan.Kind != SwitchoverKind.Replace)
        {
            return [];
        }

        InstanceId[] old =
        [
            .. world.Topology.Instances.Where(i => i.Digest != plan.Digest && !plan.Promote.Contains(i.Id) && world.IsRoutedEverywhere(i.Id)).Select(i => i.Id),
        ];
        return [.. plan.ServingBefore.Select(l => Of(world, l.Service, old)).OfType<ServiceSignals>()];
    }
}
