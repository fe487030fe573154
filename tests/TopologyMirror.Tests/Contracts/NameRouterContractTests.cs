using TopologyMirror.Contracts;

namespace TopologyMirror.Tests.Contracts;

/// <summary>A record seen as a router keeps what routers promise; it tells no connections and no shares.</summary>
public sealed class NameRouterContractTests
{
    private static readonly ContractSuite[] Suites = [TrafficRouterContract.For(SimulatedNameFixture.AsRouter(), new SimulatedNameFixture().Router.Description)];

    public static TheoryData<string> Cases => ContractRunner.Names(Suites);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_OfARecordAsRouter_Holds(string name) => ContractRunner.RunAsync(Suites, name);

    [Fact]
    public void Contract_OfARecordAsRouter_LeavesOutWhatNamesCannotTell() => Suites[0].NotApplicable.ShouldBe(
        ["ObserveAsync_Drained_HasNoConnectionsInTheEnd", "ObserveAsync_Routed_SharesAreParts"]);
}
