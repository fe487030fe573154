using TopologyMirror.Metrics;

namespace TopologyMirror.Capacity;

/// <summary>What a signal asks of a service while no load per instance is known. Pure.</summary>
/// <remarks>Source: Kubernetes documentation, "Horizontal Pod Autoscaling", section "Algorithm details".</remarks>
public static class SignalNeed
{
    /// <summary>The need of a service, with what the signal asks for: signal ÷ objective × instances that served.</summary>
    /// <param name="need">What its other metrics ask for; stale with no binding metric when there is none.</param>
    /// <param name="capacity">The service.</param>
    /// <param name="signal">The signal: its newest value, and when it ended.</param>
    /// <param name="objective">The signal at which an instance carries as much as it should; positive.</param>
    /// <param name="serving">Instances that served, as the mean over the step.</param>
    /// <param name="now">The moment to judge ages at.</param>
    public static ServiceNeed Of(ServiceNeed need, ServiceCapacity capacity, ObservedLoad? signal, double objective, double serving, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(need);
        ArgumentNullException.ThrowIfNull(capacity);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(objective);
        if (signal is null)
        {
            return need with { IsStale = true };
        }

        double real = signal.Load / objective * serving;
        bool hasOthers = need.Binding is not null;
        bool binds = !hasOthers || real > need.Real;
        MetricName? binding = binds ? signal.Metric.Name : need.Binding;
        DateTimeOffset? end = need.LoadEnd is { } other && other < signal.End ? other : signal.End;
        real = binds ? real : need.Real;
        return need with
        {
            Real = real, Instances = capacity.Round(real), Binding = binding, LoadEnd = end, IsStale = (hasOthers && need.IsStale) || signal.IsStale(now),
        };
    }
}
