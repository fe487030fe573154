using TopologyMirror.Durability;

namespace TopologyMirror.Hosting;

/// <summary>
/// Decides which clusters a host takes and which one it gives back, from what each host tells of itself: its name and how many leases it
/// holds. Every host that sees the same comes to shares that fit together. Pure.
/// </summary>
/// <remarks>
/// The share of a host is the whole part of clusters ÷ hosts; what is left over goes to those that hold most, by name where they hold the
/// same, so that nothing moves for the sake of a remainder. A cluster is given back only while none is free, so that few are on their way.
/// </remarks>
internal static class HostShareRules
{
    /// <summary>While clusters are known to be free, all that could be are tried within this many beats, where they are many.</summary>
    private const int Beats = 4;

    private const int FewestTries = 50;

    /// <summary>Of clusters that seem to be owned, one in so many is tried per beat: counts do not tell which clusters others hold.</summary>
    private const int Trickle = 300;

    /// <summary>Decides.</summary>
    /// <param name="owner">This host.</param>
    /// <param name="alive">All hosts that are alive.</param>
    /// <param name="clusters">The clusters of this host, in ordinal order.</param>
    /// <param name="after">The cluster that was tried last; null before the first.</param>
    /// <param name="isOverdue">Clusters have been free for long: whoever can takes them, beyond its share too.</param>
    public static HostShareDecision Decide(
        string owner, IReadOnlyList<HostPresence> alive, IReadOnlyList<SharedCluster> clusters, ClusterName? after, bool isOverdue)
    {
        int own = clusters.Count(c => c.IsOwned);
        HostPresence[] hosts =
        [
            .. alive.Where(h => !string.Equals(h.Owner, owner, StringComparison.Ordinal))
                .Append(new HostPresence(owner, own))
                .OrderByDescending(h => h.Clusters)
                .ThenBy(h => h.Owner, StringComparer.Ordinal),
        ];
        int held = hosts.Sum(h => h.Clusters);
        int total = Math.Max(clusters.Count, held);
        int free = Math.Max(clusters.Count - held, 0);
        int rank = Array.FindIndex(hosts, h => string.Equals(h.Owner, owner, StringComparison.Ordinal));
        int share = Share(total, hosts.Length, rank);

        ClusterName[] open = [.. clusters.Where(c => c is { IsOwned: false, MayTry: true }).Select(c => c.Name)];
        ClusterName[] order = Rotate(open, after, rank, hosts.Length);
        if (own < share && free > 0)
        {
            return new HostShareDecision([.. order.Take(Math.Max(FewestTries, (open.Length + Beats - 1) / Beats))], Math.Min(share - own, free), null);
        }

        // What is free is left to those that hold less than their share, unless they have not come for it.
        bool othersWill = !isOverdue && free > 0 && hosts.Index().Any(h => h.Index != rank && h.Item.Clusters < Share(total, hosts.Length, h.Index));
        int tries = othersWill ? 0 : isOverdue ? FewestTries : Math.Max(open.Length / Trickle, 1);
        bool gives = own > share && free == 0 && own - hosts[^1].Clusters > 1;
        ClusterName? back = gives && clusters.Any(c => c is { IsOwned: true, MayMove: true })
            ? clusters.First(c => c is { IsOwned: true, MayMove: true }).Name
            : null;
        return new HostShareDecision([.. order.Take(tries)], Math.Max(free, 1), back);
    }

    private static int Share(int total, int hosts, int rank) => (total / hosts) + (rank < total % hosts ? 1 : 0);

    /// <summary>From the one after the last on; hosts begin at different places, so that they do not try for the same.</summary>
    private static ClusterName[] Rotate(ClusterName[] open, ClusterName? after, int rank, int hosts)
    {
        int next = after is { } last ? Array.FindIndex(open, c => c.CompareTo(last) > 0) : open.Length * rank / hosts;
        return next <= 0 ? open : [.. open[next..], .. open[..next]];
    }
}
