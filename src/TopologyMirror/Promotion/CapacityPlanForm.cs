using TopologyMirror.Capacity;

namespace TopologyMirror.Promotion;

/// <summary>A <see cref="CapacityPlan"/> as it is written; its services are those of the decision.</summary>
/// <param name="Risk">The accepted risk.</param>
/// <param name="Forecasts">The forecasts that it rests on.</param>
internal sealed record CapacityPlanForm(double Risk, IReadOnlyList<MetricForecastForm> Forecasts)
{
    public static CapacityPlanForm Of(CapacityPlan plan) => new(plan.Risk, [.. plan.Forecasts.Select(MetricForecastForm.Of)]);

    public CapacityPlan Read(IReadOnlyList<ServiceCapacity> services) => new([.. Forecasts.Select(static f => f.Read())], services, Risk);
}
