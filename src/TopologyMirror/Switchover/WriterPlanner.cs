using TopologyMirror.Data;
using TopologyMirror.Routing;
using TopologyMirror.Topology;

namespace TopologyMirror.Switchover;

/// <summary>Picks the replicas that take over writing in a run. Pure.</summary>
public static class WriterPlanner
{
    /// <summary>
    /// The data sets whose writer leaves live by a run, and who is to write instead: the replica that is furthest of those on ready instances
    /// that the run promotes, or that stay live where it promotes none.
    /// </summary>
    /// <param name="plan">The run, with its instances.</param>
    /// <param name="world">What is observed.</param>
    /// <param name="isReversible">True when the synchroniser can start a reverse path.</param>
    /// <returns>In ordinal order of the data sets; empty where the cluster has none.</returns>
    public static IReadOnlyList<WriterMove> Moves(RunPlan plan, WorldView world, bool isReversible)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(world);
        if (world.Data is not { } data)
        {
            return [];
        }

        SortedSet<InstanceId> leaving = [.. plan.Leaving];
        return
        [
            .. from dataSet in data.DataSets
               where dataSet.Writer is { } writer && leaving.Contains(writer)
               select new WriterMove(dataSet.Name, dataSet.Writer!.Value, Successor(dataSet, plan, world, leaving), isReversible),
        ];
    }

    private static InstanceId? Successor(DataSetState dataSet, RunPlan plan, WorldView world, SortedSet<InstanceId> leaving)
    {
        bool IsFit(InstanceId id) => world.Topology.Find(id) is { State: InstanceState.Ready } instance
            && instance.Service == dataSet.Service
            && (plan.Promote.Count > 0 ? plan.Promote.Contains(id) : !leaving.Contains(id) && world.SideOf(id) == Side.Live);
        ReplicaState? best = dataSet.Replicas
            .Where(r => IsFit(r.Instance) && !dataSet.Fenced.Contains(r.Instance))
            .OrderByDescending(r => r.Applied)
            .ThenBy(r => r.Instance)
            .FirstOrDefault();
        return best?.Instance;
    }
}
