using System.Globalization;

namespace TopologyMirror.Simulation.Tests.CrashPoints;

/// <summary>Says what a cluster is like in the end: per instance its service, state, digest, weights, whether it is watched, works and writes.</summary>
internal static class EndStates
{
    public static string Of(SimulatedCluster cluster)
    {
        IReadOnlySet<InstanceId> watched = cluster.Monitoring.Truth().Watched;
        SortedSet<InstanceId> known = [.. cluster.Fleet.Instances.Select(static i => i.Id)];
        IEnumerable<string> instances = cluster.Fleet.Instances
            .Select(i => string.Create(
                CultureInfo.InvariantCulture,
                $"{i.Service} {i.State} {i.Digest.Abbreviated} weights {Weights(cluster, i.Id)}{(watched.Contains(i.Id) ? " watched" : "")}{(Works(cluster, i) ? " works" : "")}{(Writes(cluster, i.Id) ? " writes" : "")}"))
            .GroupBy(static line => line, StringComparer.Ordinal)
            .OrderBy(static same => same.Key, StringComparer.Ordinal)
            .Select(static same => $"{same.Count()} × {same.Key}");
        int stale = cluster.Routers.Sum(r => r.Truth().Routes.Count(route => !known.Contains(route.Instance))) + watched.Count(w => !known.Contains(w));
        return $"{string.Join(", ", instances)}; {stale} entries of instances that are gone";
    }

    private static string Weights(SimulatedCluster cluster, InstanceId instance) =>
        string.Join('/', cluster.Routers.Select(r => r.WeightInForce(instance).ToString(CultureInfo.InvariantCulture)));

    private static bool Works(SimulatedCluster cluster, SimulatedInstance instance) => cluster.WorkGate?.Working(instance.Service).Contains(instance.Id) == true;

    private static bool Writes(SimulatedCluster cluster, InstanceId instance) => cluster.Store?.DataSets.Any(d => d.Writers.Contains(instance)) == true;
}
