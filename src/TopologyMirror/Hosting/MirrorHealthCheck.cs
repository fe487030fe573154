using Microsoft.Extensions.Diagnostics.HealthChecks;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>
/// Unhealthy when a cluster's newest good tick is older than three intervals; degraded when its newest tick failed, a metric has no
/// forecast, or an operator paused or held it.
/// </summary>
internal sealed class MirrorHealthCheck(MirrorPipelines pipelines, TimeProvider time) : IHealthCheck
{
    private const int LateAfterTicks = 3;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        HealthStatus worst = HealthStatus.Healthy;
        var findings = new List<string>();
        foreach (MirrorPipeline pipeline in pipelines.All.Where(p => p is { IsPumpedByCaller: false, Operator.IsClosed: false }))
        {
            (HealthStatus status, string? finding) = Judge(pipeline);
            worst = status < worst ? status : worst;
            findings.AddRange(finding is null ? [] : [finding]);
        }

        string description = findings.Count == 0 ? "Every cluster ticks." : string.Join(" ", findings);
        return Task.FromResult(new HealthCheckResult(worst, description));
    }

    private (HealthStatus Status, string? Finding) Judge(MirrorPipeline pipeline)
    {
        ClusterStatus status = pipeline.Status;
        TimeSpan age = time.GetUtcNow() - (status.LastTickAt ?? pipeline.BuiltAt);
        if (age > LateAfterTicks * pipeline.TickInterval)
        {
            string cause = status.LastFault is { } why ? $": {why}" : ".";
            return (HealthStatus.Unhealthy, $"Cluster '{pipeline.Cluster}' has had no good tick for {age}{cause}");
        }

        if (status.LastFault is { } fault)
        {
            return (HealthStatus.Degraded, $"The newest tick of cluster '{pipeline.Cluster}' failed: {fault}");
        }

        if (status.NotReady.Count > 0)
        {
            return (HealthStatus.Degraded, $"Cluster '{pipeline.Cluster}' has no forecast of {string.Join(", ", status.NotReady.Keys)}.");
        }

        string[] orders =
        [
            .. status.Pause is { } pause ? [$"Cluster '{pipeline.Cluster}' is paused, {pause}."] : Array.Empty<string>(),
            .. status.Hold is { } hold ? [$"Cluster '{pipeline.Cluster}' is held, {hold}."] : Array.Empty<string>(),
        ];
        return orders.Length > 0 ? (HealthStatus.Degraded, string.Join(" ", orders)) : (HealthStatus.Healthy, null);
    }
}
