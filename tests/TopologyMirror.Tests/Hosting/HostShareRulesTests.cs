using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Hosting;

namespace TopologyMirror.Tests.Hosting;

/// <summary>What a host decides about its share, and what comes of it when all hosts decide so.</summary>
public sealed class HostShareRulesTests
{
    [Fact]
    public void Decide_Alone_TakesAllThatIsFree()
    {
        HostShareDecision decision = HostShareRules.Decide("a", [new("a", 0)], Clusters(30), null, isOverdue: false);
        decision.Try.Count.ShouldBe(30);
        decision.MayTake.ShouldBe(30);
        decision.GiveBack.ShouldBeNull();
    }

    [Fact]
    public void Decide_DifferenceOfOne_GivesNothingBack()
    {
        HostShareRules.Decide("b", [new("a", 15), new("b", 16)], Clusters(31, owned: 16), null, isOverdue: false).GiveBack.ShouldBeNull();
        HostShareRules.Decide("b", [new("a", 14), new("b", 16)], Clusters(30, owned: 16), null, isOverdue: false).GiveBack.ShouldBe(new ClusterName("c0000"));
    }

    [Fact]
    public void Decide_WhileClustersAreFree_GivesNothingBackAndLeavesThemToTheOther()
    {
        HostShareDecision decision = HostShareRules.Decide("b", [new("a", 13), new("b", 16)], Clusters(30, owned: 16), null, isOverdue: false);
        decision.GiveBack.ShouldBeNull();
        decision.Try.ShouldBeEmpty();
        HostShareRules.Decide("b", [new("a", 13), new("b", 16)], Clusters(30, owned: 16), null, isOverdue: true).Try.Count.ShouldBe(14);
    }

    [Fact]
    public void Decide_NothingMayMove_GivesNothingBack()
    {
        SharedCluster[] clusters = [.. Clusters(30, owned: 30).Select(c => c with { MayMove = false })];
        HostShareRules.Decide("b", [new("a", 0), new("b", 30)], clusters, null, isOverdue: false).GiveBack.ShouldBeNull();
    }

    [Fact]
    public void Decide_ManyClusters_TriesAllInFourBeats()
    {
        SharedCluster[] clusters = Clusters(10_000);
        var tried = new SortedSet<ClusterName>();
        ClusterName? after = null;
        for (int beat = 0; beat < 4; beat++)
        {
            IReadOnlyList<ClusterName> now = HostShareRules.Decide("b", [new("a", 0), new("b", 0)], clusters, after, isOverdue: false).Try;
            now.Count.ShouldBe(2_500);
            tried.UnionWith(now);
            after = now[^1];
        }

        tried.Count.ShouldBe(10_000);
    }

    /// <summary>Any number of hosts and clusters, any order of beats, hosts that come and go.</summary>
    [Fact]
    public void Decide_ByAllHosts_EvensOutAndMovesNoClusterTwice()
    {
        Gen<(int Hosts, int Clusters, int Seed)> gen =
            from hosts in Gen.Choose(1, 6)
            from clusters in Gen.Choose(0, 60)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (hosts, clusters, seed);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var random = new Random(c.Seed);
            var world = new ShareWorld(c.Clusters);
            world.SetHosts([.. Enumerable.Range(0, c.Hosts)]);
            world.Settle(random);
            world.ShouldBeEven();

            // One comes: what moves, moves to it, and no more than its share.
            world.SetHosts([.. Enumerable.Range(0, c.Hosts + 1)]);
            world.Settle(random);
            world.ShouldBeEven();
            world.Moves.Values.ShouldAllBe(m => m <= 1);
            world.Moves.Count.ShouldBeLessThanOrEqualTo((c.Clusters / (c.Hosts + 1)) + 1);

            // One dies: only its clusters move.
            int died = random.Next(c.Hosts + 1);
            string[] left = [.. world.OwnedBy(died)];
            world.SetHosts([.. Enumerable.Range(0, c.Hosts + 1).Where(h => h != died)]);
            world.Settle(random);
            world.ShouldBeEven();
            world.Moves.Keys.Select(k => k.Value).Order(StringComparer.Ordinal).ShouldBe(left);
            world.Moves.Values.ShouldAllBe(m => m == 1);
        }).QuickCheckThrowOnFailure();
    }

    /// <summary>Whatever hosts come and go, a cluster with an open run stays where it is while its host lives; once runs have ended, shares are even.</summary>
    [Fact]
    public void Decide_ClustersWithOpenRuns_StayUntilTheirRunsEnd()
    {
        Gen<(int Hosts, int Clusters, int Seed)> gen =
            from hosts in Gen.Choose(1, 5)
            from clusters in Gen.Choose(1, 40)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select (hosts, clusters, seed);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var random = new Random(c.Seed);
            var world = new ShareWorld(c.Clusters);
            world.SetHosts([.. Enumerable.Range(0, c.Hosts)]);
            world.Settle(random);
            world.Busy = random.Next(c.Clusters + 1);
            for (int i = 0; i < 3; i++)
            {
                world.SetHosts([.. Enumerable.Range(0, c.Hosts + 2).Where(_ => random.Next(3) > 0).DefaultIfEmpty(0)]);
                world.Settle(random);
                world.ShouldBeOwned();
            }

            world.Busy = 0;
            world.Settle(random);
            world.ShouldBeEven();
        }).QuickCheckThrowOnFailure();
    }

    internal static SharedCluster[] Clusters(int count, int owned = 0) =>
        [.. Enumerable.Range(0, count).Select(i => new SharedCluster(NameOf(i), i < owned, MayMove: true, MayTry: true))];

    internal static ClusterName NameOf(int i) => new(string.Create(CultureInfo.InvariantCulture, $"c{i:0000}"));
}
