using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Routing;
using TopologyMirror.Tests.Simulation;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Routing;

public sealed class NameRouterTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(0, 100, 59, "x=0 pending 100 until 12:01:00")]
    [InlineData(0, 100, 60, "x=100")]
    [InlineData(100, 0, 59, "x=100 pending 0 until 12:01:00")]
    [InlineData(100, 0, 60, "x=0")]
    [InlineData(50, 100, 1, "x=50 pending 100 until 12:01:00")]
    [InlineData(100, 100, 1, "x=100")]
    public void ToTable_AWeightThatChanged_IsPendingForTheTtl(int before, int after, int seconds, string route) =>
        Say(Record(after, new NameAnswer([Target(before)], Minute, Noon)), seconds).ShouldBe(route);

    [Theory]
    [InlineData(30, 60, "12:01:00")]
    [InlineData(90, 60, "12:01:30")]
    public void ToTable_OldAndNewTtlDiffer_WaitsForTheLonger(int oldTtl, int newTtl, string until) =>
        Say(Record(100, new NameAnswer([Target(0)], TimeSpan.FromSeconds(oldTtl), Noon)) with { Ttl = TimeSpan.FromSeconds(newTtl) }, 1).ShouldBe($"x=0 pending 100 until {until}");

    [Fact]
    public void ToTable_ChangeNotAuthoritativeYet_IsPendingWithoutAnEnd() =>
        Say(Record(100, new NameAnswer([], Minute, null)), 500).ShouldBe("x=0 pending 100 until ");

    [Fact]
    public void ToTable_ForthAndBackWithinTheTtl_IsPendingUntilTheMiddleIsForgotten() =>
        Say(Record(100, new NameAnswer([Target(0)], Minute, Noon.AddSeconds(20)), new NameAnswer([Target(100)], Minute, Noon)), 30).ShouldBe("x=0 pending 100 until 12:01:20");

    [Fact]
    public void SetWeightsAsync_TtlInForceTooLong_IsRefusedWithBothValues()
    {
        var small = new SmallWorld();
        small.Cluster.Names.Add("shop.example", TimeSpan.FromHours(2));
        InstanceId id = small.StartLive(2)[0];
        var router = new NameRouter(small.Cluster.Names, "shop.example", new NameOptions());
        Should.Throw<NameRefusedException>(() => small.World.Run(async () => await router.SetWeightsAsync(
                new SetWeightsArguments(new EffectKey(small.Cluster.Name, new RunId(1), 1, 1), new Epoch(1), [new RouteWeight(id, 0)]), CancellationToken.None)))
            .Message.ShouldBe("Record 'shop.example' is served with a TTL of 02:00:00, longer than NameOptions.LongestTtl (00:05:00); lower it first.");
    }

    // The law that everything else leans on: what the table calls in force is what every resolver does.
    [Fact]
    public void ToTable_AnyChangesAtAnyTimes_CallsInForceOnlyWhatEveryResolverDoes() => Prop.ForAll(
        Gen.Choose(0, 1000).ToArbitrary(),
        (from weight in Gen.Elements(0, 50, 100) from wait in Gen.Choose(0, 90) select (weight, wait)).ListOf(6).ToArbitrary(),
        (seed, changes) =>
        {
            var small = new SmallWorld(seed);
            small.Cluster.Names.Add("shop.example", TimeSpan.FromSeconds(30));
            InstanceId[] ids = small.StartLive(2);
            var router = new NameRouter(small.Cluster.Names, "shop.example", new NameOptions { Ttl = TimeSpan.FromSeconds(20) });
            bool holds = true;
            small.World.Run(async () =>
            {
                int step = 0;
                foreach ((int weight, int wait) in changes)
                {
                    await router.SetWeightsAsync(
                        new SetWeightsArguments(new EffectKey(small.Cluster.Name, new RunId(1), ++step, 1), new Epoch(1), [new RouteWeight(ids[0], weight)]), CancellationToken.None);
                    await small.PassAsync(TimeSpan.FromSeconds(wait));
                    RouteTable table = small.Cluster.Names.Truth().Single();
                    InstanceRoute route = table.Find(ids[0])!;
                    bool given = small.Cluster.Names.IsGivenOut("shop.example", ids[0]);
                    bool byAll = small.Cluster.Names.GiveOut(ids[0]);
                    bool relied = route.Weight > 0 || route.PendingWeight > 0;
                    holds &= (!given || relied) && (route.Weight == 0 || route.PendingWeight == 0 || byAll);
                }
            });
            return holds;
        }).QuickCheckThrowOnFailure();

    private static NameTarget Target(int weight) => new(Id("x"), weight);

    private static NameRecord Record(int weight, params NameAnswer[] replaced) =>
        new() { Name = "shop.example", Ttl = Minute, Targets = [Target(weight)], Replaced = replaced };

    private static string Say(NameRecord record, int seconds) => string.Join(' ', NameRouter.ToTable(record, Noon.AddSeconds(seconds)).Routes.Select(
        r => FormattableString.Invariant($"{r.Instance}={r.Weight}{(r.PendingWeight is { } p ? FormattableString.Invariant($" pending {p} until {r.SettlesAt:HH:mm:ss}") : string.Empty)}")));
}
