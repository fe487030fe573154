using System.Globalization;
using TopologyMirror.Durability;
using TopologyMirror.Hosting;

namespace TopologyMirror.Tests.Hosting;

/// <summary>Hosts that beat in any order and do what they decide, without anything between.</summary>
/// <param name="clusters">How many clusters there are.</param>
internal sealed class ShareWorld(int clusters)
{
    private readonly SortedDictionary<ClusterName, int> _owners = [];
    private readonly SortedDictionary<int, ClusterName?> _tried = [];
    private int[] _hosts = [];

    /// <summary>How many of the clusters have an open run: the first ones.</summary>
    public int Busy { get; set; }

    /// <summary>How often each cluster has changed its owner since the hosts changed.</summary>
    public SortedDictionary<ClusterName, int> Moves { get; } = [];

    public IEnumerable<string> OwnedBy(int host) => _owners.Where(o => o.Value == host).Select(o => o.Key.Value);

    /// <summary>Hosts that are not among them are dead, and their leases have expired.</summary>
    public void SetHosts(int[] hosts)
    {
        _hosts = hosts;
        Moves.Clear();
        foreach (ClusterName free in _owners.Where(o => !hosts.Contains(o.Value)).Select(o => o.Key).ToArray())
        {
            _owners.Remove(free);
        }
    }

    public void Settle(Random random)
    {
        for (int beat = 0; beat < (clusters * 2) + 20; beat++)
        {
            foreach (int host in _hosts.OrderBy(_ => random.Next()).ToArray())
            {
                Beat(host);
            }
        }
    }

    public void ShouldBeOwned() => _owners.Count.ShouldBe(clusters);

    /// <summary>Every cluster is owned; shares differ by one at most.</summary>
    public void ShouldBeEven()
    {
        ShouldBeOwned();
        int[] shares = [.. _hosts.Select(h => OwnedBy(h).Count())];
        (shares.Max() - shares.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    private static string Name(int host) => string.Create(CultureInfo.InvariantCulture, $"host-{host}");

    private bool IsBusy(string cluster) => string.CompareOrdinal(cluster, HostShareRulesTests.NameOf(Busy).Value) < 0;

    private void Beat(int host)
    {
        SharedCluster[] seen =
        [
            .. Enumerable.Range(0, clusters).Select(HostShareRulesTests.NameOf).Select(c => new SharedCluster(
                c, _owners.TryGetValue(c, out int owner) && owner == host, MayMove: !IsBusy(c.Value), MayTry: true)),
        ];
        HostPresence[] alive = [.. _hosts.Select(h => new HostPresence(Name(h), OwnedBy(h).Count()))];
        HostShareDecision decision = HostShareRules.Decide(Name(host), alive, seen, _tried.GetValueOrDefault(host), isOverdue: false);
        if (decision.GiveBack is { } back)
        {
            IsBusy(back.Value).ShouldBeFalse();
            _owners[back].ShouldBe(host);
            _owners.Remove(back);
        }

        int taken = 0;
        foreach (ClusterName name in decision.Try.Where(_ => taken < decision.MayTake))
        {
            _tried[host] = name;
            if (_owners.TryAdd(name, host))
            {
                taken++;
                Moves[name] = Moves.GetValueOrDefault(name) + 1;
            }
        }
    }
}
