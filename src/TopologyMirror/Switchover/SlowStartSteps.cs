using TopologyMirror.Routing;

namespace TopologyMirror.Switchover;

/// <summary>The weights of a slow start. Pure.</summary>
internal static class SlowStartSteps
{
    /// <summary>The weight with which promoted instances begin.</summary>
    public static int First(RunPlan plan, SwitchoverOptions options) => plan.SlowStart > TimeSpan.Zero ? Weight(0, options) : RouteWeight.Full;

    /// <summary>The weight of a step, from 0 to <see cref="SwitchoverOptions.SlowStartSteps"/>.</summary>
    public static int Weight(int step, SwitchoverOptions options)
    {
        double share = options.SlowStartShare + ((1 - options.SlowStartShare) * step / options.SlowStartSteps);
        return Math.Max((int)Math.Round(RouteWeight.Full * share), 1);
    }

    /// <summary>The highest step whose weight every one of the instances was given by the router; −1 below the first.</summary>
    public static int Reached(RouteTable table, IEnumerable<InstanceId> instances, SwitchoverOptions options)
    {
        int reached = options.SlowStartSteps;
        foreach (InstanceId instance in instances)
        {
            InstanceRoute? route = table.Find(instance);
            int accepted = route?.PendingWeight ?? route?.Weight ?? 0;
            while (reached >= 0 && Weight(reached, options) > accepted)
            {
                reached--;
            }
        }

        return reached;
    }
}
