using TopologyMirror.Capacity;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using TopologyMirror.Topology;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

public sealed class ServiceCounterTests
{
    private static TestWorld World => new TestWorld().Live("a", "b").Add("dead", InstanceState.Failed, weight: 100)
        .Cover("cover").Add("arriving", InstanceState.Launching).Add("unread").Change("unread", i => i with { Digest = null })
        .Add("candidate", digest: New).Add("coming", InstanceState.Launching).Change("coming", i => i with { LaunchDigest = New, Digest = null })
        .Cover("forgotten").Assign(Side.Live, "forgotten").Add("db", service: "db", weight: 100);

    [Fact]
    public void Count_EveryKindOfInstance_StandsInItsPlace() =>
        ServiceCounter.Count(World.View(), Web, Old, New, open: null)
            .ShouldBe(new ServiceCounts(Web, Live: 2, Cover: 2, Arriving: 2, DeadLive: 1, Candidate: 1, CandidateArriving: 1) { IdleLive = 1 });

    [Fact]
    public void Count_WithoutARelease_KnowsNoCandidates() =>
        ServiceCounter.Count(World.View(), Web, Old, candidateDigest: null, open: null)
            .ShouldBe(new ServiceCounts(Web, Live: 2, Cover: 2, Arriving: 3, DeadLive: 1) { IdleLive = 1 });

    [Theory]
    [InlineData(ValidationStatus.Pending, 1, 3, 0, 2)]
    [InlineData(ValidationStatus.Refused, 1, 2, 0, 1)]
    public void Count_NotValidated_IsArrivingWhilePendingAndNothingOnceRefused(ValidationStatus status, int cover, int arriving, int candidate, int candidateArriving) =>
        ServiceCounter.Count(
            World.Change("cover", i => i with { Validation = status }).Change("candidate", i => i with { Validation = status }).View(), Web, Old, New, open: null)
            .ShouldBe(new ServiceCounts(Web, Live: 2, cover, arriving, DeadLive: 1, candidate, candidateArriving) { IdleLive = 1 });

    [Fact]
    public void Count_WhatTheOpenRunTakesOut_IsNoCover() =>
        ServiceCounter.Count(World.View(), Web, Old, New, open: Runs.ScaleIn([], ["forgotten"])).Cover.ShouldBe(1);
}
