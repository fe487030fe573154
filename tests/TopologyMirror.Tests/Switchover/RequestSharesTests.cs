using TopologyMirror.Routing;
using TopologyMirror.Switchover;
using TopologyMirror.Tests.Routing;
using static TopologyMirror.Tests.Routing.TestWorld;

namespace TopologyMirror.Tests.Switchover;

public sealed class RequestSharesTests
{
    [Theory]
    [InlineData(0.5, null, null)]
    [InlineData(0.26, null, null)]
    [InlineData(0.74, null, null)]
    [InlineData(0.24, null, "router 'lb' to send 0.5 (± 0.25) of the requests of web to what was promoted; it sends 0.24")]
    [InlineData(0.76, null, "router 'lb' to send 0.5 (± 0.25) of the requests of web to what was promoted; it sends 0.76")]
    [InlineData(0.0, 100L, "router 'lb' to send 0.5 (± 0.25) of the requests of web to what was promoted; it sends 0")]
    [InlineData(0.0, 99L, null)]
    public void Unlike_ShareOfThePromoted_FollowsTheWeightWithinTheTolerance(double share, long? requests, string? expected) =>
        RequestShares.Unlike(Runs.Join("x"), World(share, 1 - share, requests), 0.5, 100).ShouldBe(expected);

    [Fact]
    public void Unlike_NobodyTellsOrNothingCame_IsNotJudged()
    {
        RequestShares.Unlike(Runs.Join("x"), World(null, 1, null), 0.5, 100).ShouldBeNull();
        RequestShares.Unlike(Runs.Join("x"), World(0, 0, null), 0.5, 100).ShouldBeNull();
    }

    [Fact]
    public void Next_RequestsDoNotFollow_UnwindsAfterTheTimeoutWithValueAndLimit()
    {
        var coordinator = new SwitchoverCoordinator(new SwitchoverOptions());
        SwitchoverState state = SwitchoverState.Open(Runs.Join("x")).Enter(SwitchoverPhase.VerifyRoute, Noon, null);

        coordinator.Next(state, new SwitchoverObservation { Now = Noon.AddSeconds(59), World = World(0, 1, null) }).ShouldBeOfType<SwitchoverAction.Wait>();
        coordinator.Next(state, new SwitchoverObservation { Now = Noon.AddSeconds(60), World = World(0, 1, null) }).ShouldBe(new SwitchoverAction.Enter(
            SwitchoverPhase.Unwind, "Waited 00:01:00 for router 'lb' to send 0.5 (± 0.25) of the requests of web to what was promoted; it sends 0."));
    }

    private static WorldView World(double? promoted, double? other, long? requests)
    {
        WorldView world = new TestWorld().Live("a").Cover("x").View();
        InstanceRoute[] routes =
        [
            new() { Instance = Id("a"), Weight = 100, RequestShare = other },
            new() { Instance = Id("x"), Weight = 100, RequestShare = promoted },
        ];
        return world with { Routes = [new RouteTable("lb", Noon, routes) { Requests = requests }] };
    }
}
