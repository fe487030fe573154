using TopologyMirror.Contracts;

namespace TopologyMirror.Tests.Contracts;

/// <summary>The store in memory keeps what journal, leases, state, commands and hosts promise.</summary>
public sealed class InMemoryStoreContractTests
{
    private static readonly ContractSuite[] Suites =
    [
        OperationJournalContract.For(StoreFixture.Scope(), isDurable: false),
        LeaseStoreContract.For(StoreFixture.Scope(), isDurable: false),
        StateStoreContract.For(StoreFixture.Scope(), isDurable: false),
        CommandStoreContract.For(StoreFixture.Scope(), isDurable: false),
        HostStoreContract.For(StoreFixture.Scope(), isDurable: false),
    ];

    public static TheoryData<string> Cases => ContractRunner.Names(Suites);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_OfTheStore_Holds(string name) => ContractRunner.RunAsync(Suites, name);

    [Fact]
    public void Contract_NotDurable_LeavesOutWhatSurvivesAProcess() =>
        Suites.SelectMany(s => s.NotApplicable).ShouldBe(
            [
                "ReadAsync_Reopened_IsAsWritten",
                "ReadAsync_CompactedAndReopened_IsAsWritten",
                "AppendAsync_Reopened_KeepsSequenceAndFence",
                "TryAcquireAsync_Reopened_KeepsOwnerAndEpoch",
                "TryReadAsync_Reopened_GivesTheBytes",
                "FindAsync_Reopened_IsAsWritten",
                "FindBrokenGlassAsync_Reopened_IsStillBroken",
                "TryBeginSwitchAsync_Reopened_StaysNoted",
            ]);
}
