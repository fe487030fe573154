using TopologyMirror.Capacity;
using TopologyMirror.Metrics;

namespace TopologyMirror.Pipeline;

/// <summary>What the options of learning a capacity must be, and what they become.</summary>
internal static class LearnCapacityRules
{
    public static IEnumerable<string> Faults(MirrorPipelineOptions options) =>
        options.Services.Where(s => s.Value.Learn is not null).SelectMany(s => Faults(options, s.Key, s.Value.Learn!));

    /// <summary>The signal of a service as a metric on the grid of its load.</summary>
    public static LoadMetric ToSignal(string service, LearnCapacityOptions learn, LoadMetric load) => new()
    {
        Name = new MetricName(learn.Signal),
        Kind = learn.Kind == CapacitySignalKind.Utilisation ? MetricKind.Utilisation : MetricKind.Level,
        Service = new ServiceName(service),
        Unit = learn.Kind == CapacitySignalKind.Utilisation ? "1" : "s",
        Step = load.Step,
        VisibilityDelay = load.VisibilityDelay,
    };

    /// <summary>True when a service is driven by what it is to learn.</summary>
    public static bool Drives(MirrorPipelineOptions options, string service, ServiceOptions own) =>
        own.Learn is { Load: { } load } && options.LoadMetrics.TryGetValue(load, out LoadMetricOptions? metric) && IsOf(metric, service);

    private static bool IsOf(LoadMetricOptions metric, string service) => metric.Service is null || string.Equals(metric.Service, service, StringComparison.Ordinal);

    private static IEnumerable<string> Faults(MirrorPipelineOptions options, string service, LearnCapacityOptions learn)
    {
        if (learn.Load.Length > 0 && !options.LoadMetrics.ContainsKey(learn.Load))
        {
            yield return $"LearnCapacityOptions.Load of service '{service}' names '{learn.Load}', which is not one of the cluster's load metrics.";
        }

        if (options.LoadMetrics.TryGetValue(learn.Load, out LoadMetricOptions? load))
        {
            if (load.Kind == MetricKind.Utilisation)
            {
                yield return $"LearnCapacityOptions.Load of service '{service}' names '{learn.Load}', which is a {load.Kind}: learn from a {MetricKind.Rate} or a {MetricKind.Level}.";
            }

            if (!IsOf(load, service))
            {
                yield return $"LearnCapacityOptions.Load of service '{service}' names '{learn.Load}', which drives service '{load.Service}' alone.";
            }
            else if (load.Service is null && options.Services.Count > 1)
            {
                yield return $"LearnCapacityOptions.Load of service '{service}' names '{learn.Load}', which is the load of {options.Services.Count} services: set LoadMetricOptions.Service.";
            }
        }

        if (options.LoadMetrics.ContainsKey(learn.Signal))
        {
            yield return $"LearnCapacityOptions.Signal of service '{service}' names '{learn.Signal}', which is a load metric: a signal shows what load does, and drives nothing.";
        }

        if (learn.Kind == CapacitySignalKind.Utilisation && learn.Objective >= UtilisationLoad.SaturatedFrom)
        {
            yield return FormattableString.Invariant(
                $"LearnCapacityOptions.Objective ({learn.Objective}) of service '{service}' is a utilisation and must be below {UtilisationLoad.SaturatedFrom}, from where on instances count as saturated.");
        }
    }
}
