namespace TopologyMirror.Durability;

/// <summary>
/// Journal, leases, state, commands and hosts in the memory of one process: for tests, simulations and hosts that may forget. All is gone when the
/// process ends, so a restarted host starts from what it observes.
/// </summary>
/// <remarks>Thread-safe. Calls complete at once.</remarks>
public sealed partial class InMemoryStore : IMirrorStore
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Dictionary<(ClusterName Cluster, string Key), byte[]> _state = [];

    /// <summary>Creates an empty store.</summary>
    /// <param name="time">The clock by which leases expire.</param>
    public InMemoryStore(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> TryReadAsync(ClusterName cluster, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(_state.GetValueOrDefault((cluster, key)));
        }
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ClusterName cluster, string key, byte[] value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _state[(cluster, key)] = value;
        }

        return ValueTask.CompletedTask;
    }
}
