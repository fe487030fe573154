namespace TopologyMirror.Storage.Sqlite;

/// <summary>How a SQLite store is used.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>
    /// How long a call waits while another process writes to the file, before it fails with <see cref="Durability.StoreFault.Locked"/>.
    /// 1 second to 1 minute, and shorter than a lease. Default: 2 seconds.
    /// </summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many bytes the file may grow to; what would exceed them fails with <see cref="Durability.StoreFault.Full"/>. At least 1 MiB; null
    /// for as much as the disk holds. Default: null.
    /// </summary>
    public long? MaximumSize { get; set; }
}
