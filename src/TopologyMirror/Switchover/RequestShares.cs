using System.Globalization;
using TopologyMirror.Routing;

namespace TopologyMirror.Switchover;

/// <summary>Whether requests follow weights: a router may say that it uses a weight and send nobody there. Pure.</summary>
public static class RequestShares
{
    /// <summary>Says at which router the promoted instances of a service get another share of its requests than their weights ask for.</summary>
    /// <param name="plan">The run.</param>
    /// <param name="world">What is observed; the wanted weights are in force.</param>
    /// <param name="tolerance">Accepted distance, relative to the share that the weights ask for.</param>
    /// <param name="enough">Fewest requests by which a router that tells their number is judged.</param>
    /// <returns>What is waited for, with value and limit; null when requests follow, or nobody tells.</returns>
    public static string? Unlike(RunPlan plan, WorldView world, double tolerance, long enough)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(world);
        foreach (RouteTable table in world.Routes)
        {
            if (table.Requests < enough)
            {
                continue;
            }

            foreach (ServiceName service in plan.Promote.Select(i => world.Topology.Find(i)?.Service).OfType<ServiceName>().Distinct())
            {
                InstanceRoute[] routes = [.. table.Routes.Where(r => r.Weight > 0 && world.Topology.Find(r.Instance)?.Service == service)];
                double weights = routes.Sum(r => (double)r.Weight);
                double shares = routes.Sum(r => r.RequestShare ?? double.NaN);
                if (!(weights > 0 && shares > 0))
                {
                    continue;
                }

                InstanceRoute[] promoted = [.. routes.Where(r => plan.Promote.Contains(r.Instance))];
                double asked = promoted.Sum(r => r.Weight) / weights;
                double sent = promoted.Sum(r => r.RequestShare!.Value) / shares;
                if (Math.Abs(sent - asked) > (tolerance * asked) + 1e-9)
                {
                    return string.Create(
                        CultureInfo.InvariantCulture,
                        $"router '{table.Router}' to send {asked:0.###} (± {tolerance * asked:0.###}) of the requests of {service} to what was promoted; it sends {sent:0.###}");
                }
            }
        }

        return null;
    }
}
