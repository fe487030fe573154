using TopologyMirror.Contracts;
using TopologyMirror.Tests.Contracts;

namespace TopologyMirror.Storage.Postgres.Tests;

/// <summary>The store in a database keeps what every part of it promises, also after it was opened anew.</summary>
public sealed class PostgresStoreContractTests
{
    private static readonly ContractSuite[] Suites =
    [
        OperationJournalContract.For(PostgresStoreFixture.Scope(), isDurable: true),
        LeaseStoreContract.For(PostgresStoreFixture.Scope(), isDurable: true),
        StateStoreContract.For(PostgresStoreFixture.Scope(), isDurable: true),
        CommandStoreContract.For(PostgresStoreFixture.Scope(), isDurable: true),
        HostStoreContract.For(PostgresStoreFixture.Scope(), isDurable: true),
    ];

    public static TheoryData<string> Cases => ContractRunner.Names(Suites);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Contract_OfTheStore_Holds(string name) => ContractRunner.RunAsync(Suites, name);
}
