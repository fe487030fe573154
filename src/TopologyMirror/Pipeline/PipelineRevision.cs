using TopologyMirror.Metrics;
using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Topology;

namespace TopologyMirror.Pipeline;

/// <summary>The rules for going over from one declaration of a running cluster to the next. Pure.</summary>
internal static class PipelineRevision
{
    /// <summary>What a running cluster cannot change: its state is bound to it.</summary>
    public static IReadOnlyList<string> Faults(PipelineParts running, PipelineParts next)
    {
        PipelinePorts a = running.Ports;
        PipelinePorts b = next.Ports;
        (string What, bool IsSame)[] kept =
        [
            ("instance fleet", ReferenceEquals(a.Fleet, b.Fleet)),
            ("routers", a.Routers.SequenceEqual(b.Routers)),
            ("monitoring", ReferenceEquals(a.Monitoring, b.Monitoring)),
            ("configuration source", ReferenceEquals(a.ConfigurationSource, b.ConfigurationSource)),
            ("configuration target", ReferenceEquals(a.ConfigurationTarget, b.ConfigurationTarget)),
            ("store", ReferenceEquals(a.Journal, b.Journal) && ReferenceEquals(a.Leases, b.Leases) && ReferenceEquals(a.State, b.State)),
            ("clock", ReferenceEquals(running.Time, next.Time)),
            ("owner", string.Equals(running.Owner, next.Owner, StringComparison.Ordinal)),
            ("way of being ticked", running.IsPumpedByCaller == next.IsPumpedByCaller),
        ];
        return [.. kept.Where(k => !k.IsSame).Select(k => $"Cluster '{running.Cluster.Name}' runs and keeps its {k.What}: remove and add it to change that.")];
    }

    /// <summary>Whether what was learnt of load is still of use: the forecaster is the same, and looks as far.</summary>
    public static bool KeepsForecasts(PipelineParts running, PipelineParts next) =>
        ReferenceEquals(running.Forecaster, next.Forecaster)
        && running.Options.Forecast.Horizon == next.Options.Forecast.Horizon
        && running.Options.Forecast.HistoryLength == next.Options.Forecast.HistoryLength;

    /// <summary>Whether a metric is declared as before and comes from the same source.</summary>
    public static bool KeepsMetric(PipelineParts running, PipelineParts next, LoadMetric metric) =>
        next.Metrics.Contains(metric) && ReferenceEquals(running.Ports.MetricSources[metric.Name], next.Ports.MetricSources[metric.Name]);

    /// <summary>Services that are declared now and would not be any more, in ordinal order.</summary>
    public static IReadOnlyList<ServiceName> Removed(PipelineParts running, PipelineParts next) =>
        [.. running.Cluster.Services.Select(s => s.Name).Except(next.Cluster.Services.Select(s => s.Name)).Order()];

    /// <summary>The removed service that an open run is about; null when the run is about none of them. One whose instances cannot be found is about all.</summary>
    public static ServiceName? InTheWay(IReadOnlyList<ServiceName> removed, SwitchoverState? open, WorldView? world)
    {
        if (open is null || removed.Count == 0)
        {
            return null;
        }

        ObservedInstance?[] touched = [.. open.Plan.Promote.Concat(open.Plan.Leaving).Select(i => world?.Topology.Find(i))];
        return touched.Contains(null) ? removed[0] : removed.Cast<ServiceName?>().FirstOrDefault(r => touched.Any(i => i!.Service == r));
    }
}
