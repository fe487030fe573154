using TopologyMirror.Contracts;
using TopologyMirror.Tests.Contracts;

namespace TopologyMirror.Storage.Sqlite.Tests;

/// <summary>The store in a file keeps what every part of it promises, also after it was opened anew.</summary>
public sealed class SqliteStoreContractTests
{
    private static readonly ContractSuite[] Suites =
    [
        OperationJournalContract.For(SqliteStoreFixture.Scope(), isDurable: true),
        LeaseStoreContract.For(SqliteStoreFixture.Scope(), isDurable: true),
        StateStoreContract.For(SqliteStoreFixture.Scope(), isDurable: true),
        CommandStoreContract.For(SqliteStoreFixture.Scope(), isDurable: true),
        HostStoreContract.For(SqliteStoreFixture.Scope(), isDurable: true),
    ];

    public static TheoryData<string> Cases => ContractRunner.Names(Suites);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_OfTheStore_Holds(string name) => ContractRunner.RunAsync(Suites, name);

    [Fact]
    public void Contract_Durable_LeavesOutNothing() => Suites.SelectMany(s => s.NotApplicable).ShouldBeEmpty();
}
