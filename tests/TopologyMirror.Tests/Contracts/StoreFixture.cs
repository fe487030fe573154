using TopologyMirror.Contracts;
using TopologyMirror.Durability;

namespace TopologyMirror.Tests.Contracts;

/// <summary>An empty store in memory.</summary>
internal sealed class StoreFixture : IStoreFixture
{
    private readonly ManualTime _time = new();

    public StoreFixture()
    {
        var store = new InMemoryStore(_time);
        (Journal, Leases, State, Commands, Hosts) = (store, store, store, store, store);
    }

    public ClusterName Cluster { get; } = new("shop");

    public ClusterName OtherCluster { get; } = new("bank");

    public TimeProvider Time => _time;

    public TimeSpan Patience => TimeSpan.FromSeconds(1);

    public TimeSpan LeaseDuration => TimeSpan.FromSeconds(10);

    public IOperationJournal Journal { get; set; }

    public ILeaseStore Leases { get; init; }

    public IStateStore State { get; init; }

    public ICommandStore Commands { get; set; }

    public IHostStore Hosts { get; set; }

    public static FixtureScope<IStoreFixture> Scope(Func<StoreFixture>? make = null) => (run, token) => run(make?.Invoke() ?? new StoreFixture(), token);

    public Task PassTimeAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        _time.Advance(duration);
        return Task.CompletedTask;
    }

    public Task ReopenAsync(CancellationToken cancellationToken) => throw new NotSupportedException("What is in memory cannot be opened anew.");
}
