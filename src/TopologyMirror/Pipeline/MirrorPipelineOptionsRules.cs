using Microsoft.Extensions.Options;
using TopologyMirror.Metrics;

namespace TopologyMirror.Pipeline;

/// <summary>The rules between options that no attribute can state. Each sentence names both options and both values.</summary>
internal static class MirrorPipelineOptionsRules
{
    public static IEnumerable<string> Faults(MirrorPipelineOptions options)
    {
        string[] absent =
        [
            .. options.Services.Where(s => s.Value is null).Select(s => $"The options of service '{s.Key}' are null."),
            .. options.LoadMetrics.Where(m => m.Value is null).Select(m => $"The options of load metric '{m.Key}' are null."),
        ];
        if (absent.Length > 0)
        {
            return absent;
        }

        ValidateOptionsResult attributes = new MirrorPipelineOptionsValidator().Validate(null, options);
        if (options is not
            {
                Forecast: not null, Capacity: not null, Promotion: not null, Shadow: not null, Propagation: not null, Switchover: not null,
                Validation.SyntheticLoad: not null, Safety: not null, Costs: not null, Caps: not null,
            })
        {
            return Failures(attributes);
        }

        IEnumerable<string> services = options.Services.SelectMany(
            s => Failures(new ServiceOptionsValidator().Validate($"Services:{s.Key}", s.Value)));
        IEnumerable<string> metrics = options.LoadMetrics.SelectMany(
            m => Failures(new LoadMetricOptionsValidator().Validate($"LoadMetrics:{m.Key}", m.Value)));
        return Failures(attributes).Concat(services).Concat(metrics).Concat(BetweenOptions(options)).Concat(ScheduledFloorRules.Faults(options)).Concat(LearnCapacityRules.Faults(options)).Concat(ValidationRules.Faults(options)).Concat(CostRules.Faults(options));
    }

    private static IEnumerable<string> Failures(ValidateOptionsResult result) => result.Failures ?? [];

    private static IEnumerable<string> BetweenOptions(MirrorPipelineOptions o)
    {
        if (o.Switchover.MinimumDrain > o.Switchover.DrainTimeout)
        {
            yield return $"SwitchoverOptions.MinimumDrain ({o.Switchover.MinimumDrain}) must not be longer than SwitchoverOptions.DrainTimeout ({o.Switchover.DrainTimeout}).";
        }

        if (o.Switchover.PollInterval > o.Switchover.VerifyTimeout)
        {
            yield return $"SwitchoverOptions.PollInterval ({o.Switchover.PollInterval}) must not be longer than SwitchoverOptions.VerifyTimeout ({o.Switchover.VerifyTimeout}).";
        }

        // A renewed lease has at least two thirds left; a call must fit into that, or it could outlive its owner.
        if (o.CallTimeout >= o.LeaseDuration * 2 / 3)
        {
            yield return $"MirrorPipelineOptions.CallTimeout ({o.CallTimeout}) must be shorter than two thirds of MirrorPipelineOptions.LeaseDuration ({o.LeaseDuration}).";
        }

        if (o.CallTimeout >= o.Safety.ObservationAgeLimit)
        {
            yield return $"MirrorPipelineOptions.CallTimeout ({o.CallTimeout}) must be shorter than SafetyOptions.ObservationAgeLimit ({o.Safety.ObservationAgeLimit}).";
        }

        foreach (string fault in WorkAndData(o))
        {
            yield return fault;
        }

        foreach ((string name, LoadMetricOptions metric) in o.LoadMetrics)
        {
            if (metric.Step > o.Forecast.Horizon)
            {
                yield return $"LoadMetricOptions.Step ({metric.Step}) of load metric '{name}' must not be longer than ForecastOptions.Horizon ({o.Forecast.Horizon}).";
            }

            if (metric.Service is { } service && !o.Services.ContainsKey(service))
            {
                yield return $"LoadMetricOptions.Service of load metric '{name}' is '{service}', which is not one of the cluster's services.";
            }
        }

        foreach ((string name, ServiceOptions service) in o.Services)
        {
            if (service.Floor > service.Ceiling)
            {
                yield return $"ServiceOptions.Floor ({service.Floor}) of service '{name}' must not be greater than ServiceOptions.Ceiling ({service.Ceiling}).";
            }

            foreach ((string metric, double load) in service.LoadPer)
            {
                if (!o.LoadMetrics.ContainsKey(metric))
                {
                    yield return $"ServiceOptions.LoadPer of service '{name}' names '{metric}', which is not one of the cluster's load metrics.";
                }

                if (o.LoadMetrics.TryGetValue(metric, out LoadMetricOptions? known) && known.Kind == MetricKind.Utilisation && load > 1)
                {
                    yield return FormattableString.Invariant($"ServiceOptions.LoadPer[{metric}] ({load}) of service '{name}' is the utilisation to aim at and must be at most 1.");
                }

                if (!(load > 0 && double.IsFinite(load)))
                {
                    yield return FormattableString.Invariant($"ServiceOptions.LoadPer[{metric}] ({load}) of service '{name}' must be a finite number greater than zero.");
                }
            }

            if (service.LoadPerInstance > 1 && o.LoadMetrics.Any(m => m.Value.Kind == MetricKind.Utilisation && !service.LoadPer.ContainsKey(m.Key)))
            {
                yield return FormattableString.Invariant(
                    $"ServiceOptions.LoadPerInstance ({service.LoadPerInstance}) of service '{name}' is the utilisation to aim at and must be at most 1; give other metrics their own in ServiceOptions.LoadPer.");
            }

            bool driven = o.LoadMetrics.Any(m => (m.Value.Service is null || string.Equals(m.Value.Service, name, StringComparison.Ordinal))
                && (service.LoadPerInstance is not null || service.LoadPer.ContainsKey(m.Key)));
            if (!driven && !LearnCapacityRules.Drives(o, name, service))
            {
                yield return $"Service '{name}' is driven by no load metric: set ServiceOptions.LoadPerInstance and add a load metric with AddLoadMetric.";
            }
        }
    }

    private static IEnumerable<string> WorkAndData(MirrorPipelineOptions o)
    {
        foreach ((string name, ServiceOptions service) in o.Services)
        {
            if (service is { KeepUnstarted: true, Work: Topology.WorkKind.None })
            {
                yield return $"ServiceOptions.KeepUnstarted (True) of service '{name}' needs ServiceOptions.Work, which is {service.Work}.";
            }
        }

        (string DataSet, string Service)[] holders = [.. o.Services.SelectMany(s => s.Value.DataSets.Select(d => (d, s.Key)))];
        foreach (IGrouping<string, (string DataSet, string Service)> same in holders.GroupBy(h => h.DataSet, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return $"ServiceOptions.DataSets names '{same.Key}' {same.Count()} times, for {string.Join(" and ", same.Select(h => $"service '{h.Service}'"))}; a data set belongs to one service.";
        }

        // Parked writes are attended by one tick, which waits for half of its interval and goes on for up to all of it.
        if (holders.Length > 0 && o.Switchover.QuiesceTime > o.TickInterval / 2)
        {
            yield return $"SwitchoverOptions.QuiesceTime ({o.Switchover.QuiesceTime}) must not be longer than half of MirrorPipelineOptions.TickInterval ({o.TickInterval}).";
        }
    }
}
