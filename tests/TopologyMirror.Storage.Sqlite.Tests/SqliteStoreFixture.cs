using TopologyMirror.Contracts;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite.Tests;

/// <summary>An empty store in a file.</summary>
internal sealed class SqliteStoreFixture : IStoreFixture, IDisposable
{
    private readonly TemporaryFile _file = new();
    private SqliteStore _store;

    private SqliteStoreFixture()
    {
        _store = _file.Open();
    }

    public ClusterName Cluster => TemporaryFile.Cluster;

    public ClusterName OtherCluster { get; } = new("bank");

    public TimeProvider Time => _file.Time;

    public TimeSpan Patience => TimeSpan.FromSeconds(1);

    public TimeSpan LeaseDuration => TimeSpan.FromSeconds(10);

    public IOperationJournal Journal => _store;

    public ILeaseStore Leases => _store;

    public IStateStore State => _store;

    public ICommandStore Commands => _store;

    public IHostStore Hosts => _store;

    public static FixtureScope<IStoreFixture> Scope() => async (run, token) =>
    {
        using var fixture = new SqliteStoreFixture();
        await run(fixture, token);
    };

    public Task PassTimeAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        _file.Time.Advance(duration);
        return Task.CompletedTask;
    }

    public Task ReopenAsync(CancellationToken cancellationToken)
    {
        _store.Dispose();
        _store = _file.Open();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _store.Dispose();
        _file.Dispose();
    }
}
