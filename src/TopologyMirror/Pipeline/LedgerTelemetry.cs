using TopologyMirror.Promotion;
using TopologyMirror.Telemetry;

namespace TopologyMirror.Pipeline;

/// <summary>Reports what the ledger books.</summary>
internal static class LedgerTelemetry
{
    public static void Paid(ClusterName cluster, ServiceName service, LedgerAmounts hours, PromotionPrices? prices)
    {
        Add(cluster, service, "live", hours.Live, prices?.InstanceHour);
        Add(cluster, service, "shadow", hours.Shadow, prices?.InstanceHour);
        Add(cluster, service, "launching", hours.Launching, prices?.InstanceHour);
        Add(cluster, service, "overlap", hours.Overlap, prices?.InstanceHour);
    }

    public static void Missing(ClusterName cluster, ServiceName service, LedgerAmounts hours, PromotionPrices? prices) =>
        Add(cluster, service, "missing", hours.Missing, prices?.MissingInstanceHour);

    public static void Expected(ClusterName cluster, IReadOnlyList<PromotionCosts> costs)
    {
        foreach (PromotionCosts c in costs)
        {
            foreach ((string choice, double cost) in new[] { ("now", c.Now), ("later", c.Later), ("never", c.Never) })
            {
                MirrorTelemetry.ExpectedCost.Record(
                    cost, new(MirrorTelemetry.ClusterTag, cluster.Value), new(MirrorTelemetry.ServiceTag, c.Service.Value), new(MirrorTelemetry.ChoiceTag, choice));
            }
        }
    }

    public static void Counterfactual(ClusterName cluster, ServiceName service, LedgerCounterfactual hours)
    {
        MirrorTelemetry.CounterfactualPaid.Add(
            hours.PaidHours, new(MirrorTelemetry.ClusterTag, cluster.Value), new(MirrorTelemetry.ServiceTag, service.Value), new(MirrorTelemetry.PolicyTag, hours.Policy));
        MirrorTelemetry.CounterfactualMissing.Add(
            hours.MissingHours, new(MirrorTelemetry.ClusterTag, cluster.Value), new(MirrorTelemetry.ServiceTag, service.Value), new(MirrorTelemetry.PolicyTag, hours.Policy));
    }

    private static void Add(ClusterName cluster, ServiceName service, string account, double hours, double? price)
    {
        if (hours > 0)
        {
            MirrorTelemetry.InstanceHours.Add(
                hours, new(MirrorTelemetry.ClusterTag, cluster.Value), new(MirrorTelemetry.ServiceTag, service.Value), new(MirrorTelemetry.AccountTag, account));
            if (price is { } each)
            {
                MirrorTelemetry.Cost.Add(
                    hours * each, new(MirrorTelemetry.ClusterTag, cluster.Value), new(MirrorTelemetry.ServiceTag, service.Value), new(MirrorTelemetry.AccountTag, account));
            }
        }
    }
}
