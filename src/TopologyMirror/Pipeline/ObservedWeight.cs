using TopologyMirror.Routing;

namespace TopologyMirror.Pipeline;

/// <summary>A route as it was observed when a run went on.</summary>
/// <param name="Router">The router.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Weight">Its weight; 0 is left out.</param>
public readonly record struct ObservedWeight(string Router, InstanceId Instance, int Weight)
{
    internal static IReadOnlyList<ObservedWeight>? Of(WorldView world)
    {
        ObservedWeight[] routes =
            [.. world.Routes.SelectMany(t => t.Routes.Where(static r => r.Weight > 0).Select(r => new ObservedWeight(t.Router, r.Instance, r.Weight)))];
        return routes.Length == 0 ? null : routes;
    }
}
