namespace TopologyMirror.Durability;

/// <summary>Keeps soft state: what is nice to have after a restart and can be learnt again. Safe for concurrent use.</summary>
public interface IStateStore
{
    /// <summary>Reads what was last written under a key.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="key">The key, for example <c>forecast/requests</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The bytes, or null when there are none.</returns>
    ValueTask<byte[]?> TryReadAsync(ClusterName cluster, string key, CancellationToken cancellationToken);

    /// <summary>Writes, replacing what was there.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="key">The key.</param>
    /// <param name="value">The bytes; not changed afterwards by the caller.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask WriteAsync(ClusterName cluster, string key, byte[] value, CancellationToken cancellationToken);
}
