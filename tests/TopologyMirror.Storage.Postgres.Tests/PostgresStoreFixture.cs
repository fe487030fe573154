using TopologyMirror.Contracts;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres.Tests;

/// <summary>An empty store in a schema of its own. Time is the server's, and passes by itself.</summary>
internal sealed class PostgresStoreFixture : IStoreFixture
{
    private readonly PostgresSchemaOfATest _schema;
    private PostgresStore _store;

    private PostgresStoreFixture(PostgresSchemaOfATest schema)
    {
        _schema = schema;
        _store = schema.Open();
    }

    public ClusterName Cluster => PostgresSchemaOfATest.Cluster;

    public ClusterName OtherCluster { get; } = new("bank");

    public TimeProvider Time => TimeProvider.System;

    public TimeSpan Patience => TimeSpan.FromSeconds(10);

    public TimeSpan LeaseDuration => TimeSpan.FromSeconds(3);

    public IOperationJournal Journal => _store;

    public ILeaseStore Leases => _store;

    public IStateStore State => _store;

    public ICommandStore Commands => _store;

    public IHostStore Hosts => _store;

    public static FixtureScope<IStoreFixture> Scope() => async (run, token) =>
    {
        await using var schema = new PostgresSchemaOfATest();
        var fixture = new PostgresStoreFixture(schema);
        try
        {
            // The tables are there before the case counts on calls that are short.
            await fixture.Journal.FindCheckpointAsync(fixture.Cluster, token);
            await run(fixture, token);
        }
        finally
        {
            await fixture._store.DisposeAsync();
        }
    };

    public Task PassTimeAsync(TimeSpan duration, CancellationToken cancellationToken) => Task.Delay(duration, cancellationToken);

    public async Task ReopenAsync(CancellationToken cancellationToken)
    {
        await _store.DisposeAsync();
        _store = _schema.Open();
    }
}
