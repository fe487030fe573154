using FsCheck;
using FsCheck.Fluent;
using TopologyMirror.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Routing;

/// <summary>What a committed run has put live is moved by no hand edit of one instance, no minority and no tie.</summary>
public sealed class LiveDigestTests
{
    private static readonly ConfigDigest Third = new(new string('c', ConfigDigest.Length));

    [Theory]
    [InlineData("b", "a", "b")]
    [InlineData("b", "b", "b")]
    [InlineData("b", "a b", "b")]
    [InlineData("a", "a b", "a")]
    [InlineData("b", "a a b", "a")]
    [InlineData("b", "a c", "b")]
    [InlineData("b", "a a c c", "b")]
    [InlineData("b", "a a c c c", "c")]
    [InlineData("c", "a b", "c")]
    public void LiveDigest_WithOneEstablished_MovesByMoreThanHalfOfSeveral(string established, string live, string expected) =>
        World(live).LiveDigest(Digest(established)).ShouldBe(Digest(expected));

    [Theory]
    [InlineData("a b", "a")]
    [InlineData("b b a", "b")]
    [InlineData("b", "b")]
    public void LiveDigest_NothingEstablished_IsThatOfMost(string live, string expected) => World(live).LiveDigest().ShouldBe(Digest(expected));

    [Fact]
    public void LiveDigest_NothingLive_IsNone()
    {
        new TestWorld().Cover("a").View().LiveDigest(Old).ShouldBeNull();
        new TestWorld().Cover("a").View().LiveDigest().ShouldBeNull();
    }

    [Fact]
    public void LiveDigest_LiveThatReportsNothing_CountsAgainstAMove()
    {
        // Of three two have died; the edited one is all that reports, and no majority.
        TestWorld world = new TestWorld().Live("x", "y", "z").In("x", InstanceState.Failed).In("y", InstanceState.Unready).Change("z", i => i with { Digest = New });
        world.View().LiveDigest(Old).ShouldBe(Old);
        world.View().LiveDigest().ShouldBe(New);
    }

    [Fact]
    public void LiveDigest_OfDeclaredServices_LeavesOthersOut()
    {
        WorldView world = new TestWorld().Live("x", "y").Add("m", weight: 100, service: "mail", digest: New).Add("n", weight: 100, service: "mail", digest: New)
            .Add("o", weight: 100, service: "mail", digest: New).View();
        world.LiveDigest(Old, new SortedSet<ServiceName> { Web }).ShouldBe(Old);
        world.LiveDigest(services: new SortedSet<ServiceName> { Web }).ShouldBe(Old);
        world.LiveDigest(Old).ShouldBe(New);
    }

    [Fact]
    public void LiveDigest_AnyWorld_IsEstablishedOrHeldByMoreThanHalf() => Prop.ForAll(
        Gen.Elements("a", "b", "c").NonEmptyListOf().ToArbitrary(), Gen.Elements(Old, New, Third).ToArbitrary(), (live, established) =>
        {
            ConfigDigest found = World(string.Join(' ', live)).LiveDigest(established)!.Value;
            int votes = live.Count(l => Digest(l) == found);
            return found == established || (votes > 1 && votes * 2 > live.Count);
        }).QuickCheckThrowOnFailure();

    private static ConfigDigest Digest(string letter) => new(new string(letter[0], ConfigDigest.Length));

    private static WorldView World(string live)
    {
        var world = new TestWorld();
        foreach ((string letter, int i) in live.Split(' ').Select((l, i) => (l, i)))
        {
            world.Add($"i{i}", weight: 100, digest: Digest(letter));
        }

        return world.View();
    }
}
