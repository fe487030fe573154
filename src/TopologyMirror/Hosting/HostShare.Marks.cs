using TopologyMirror.Durability;

namespace TopologyMirror.Hosting;

/// <summary>
/// Which hosts have a cluster is soft state of that cluster: every host marks those that it does not own, and whoever would give one back
/// looks first whether a host that holds fewer has it. So a cluster that only one host is configured for stays there.
/// </summary>
internal sealed partial class HostShare
{
    private const int MarksPerBeat = 200;
    private const int LooksPerBeat = 50;

    private static string MarkOf(string owner) => $"hosts/{owner}";

    private async ValueTask TellAndAskAsync(
        SharedClusterMemory[] clusters, IReadOnlyList<HostPresence> alive, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (alive.Count < 2)
        {
            return;
        }

        foreach (SharedClusterMemory cluster in clusters.Where(c => c is { TakenAt: null, IsMarked: false }).Take(MarksPerBeat))
        {
            await store.WriteAsync(cluster.Loop.Pipeline.Cluster, MarkOf(options.Owner), [1], cancellationToken).ConfigureAwait(false);
            cluster.IsMarked = true;
        }

        int own = clusters.Count(c => c.TakenAt is not null);
        string[] fewer = [.. alive.Where(h => h.Clusters < own - 1).Select(h => h.Owner)];
        IEnumerable<SharedClusterMemory> unknown = clusters
            .Where(c => c.TakenAt is not null && fewer.Any(h => !c.KnownBy.Contains(h)))
            .OrderBy(c => c.AskedStoreAt ?? DateTimeOffset.MinValue)
            .Take(LooksPerBeat);
        foreach (SharedClusterMemory cluster in unknown.ToArray())
        {
            cluster.AskedStoreAt = now;
            foreach (string host in fewer.Where(h => !cluster.KnownBy.Contains(h)))
            {
                if (await store.TryReadAsync(cluster.Loop.Pipeline.Cluster, MarkOf(host), cancellationToken).ConfigureAwait(false) is { Length: > 0 })
                {
                    cluster.KnownBy.Add(host);
                }
            }
        }
    }
}
