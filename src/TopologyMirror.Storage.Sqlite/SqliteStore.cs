using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite;

/// <summary>
/// Keeps everything in one SQLite file, in WAL mode with <c>synchronous=FULL</c>: what was written is synced before a call returns, with one
/// sync per call. Several processes of one machine may share the file; leases say who owns which cluster.
/// </summary>
/// <remarks>
/// Thread-safe. Calls complete on the thread of their caller, one after the other. Leases expire by the clock of the machine. When that goes
/// back, a lease that was renewed in what is then the future is free once it was seen unchanged for its duration. Not for network file systems,
/// whose locks do not hold. Every call may throw <see cref="StoreException"/>.
/// </remarks>
public sealed partial class SqliteStore : IMirrorStore, IAsyncDisposable, IDisposable
{
    private readonly TimeProvider _time;
    private readonly UnchangedSince _unchanged;
    private readonly SqliteSession _session;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file; its directory must exist.</param>
    /// <param name="time">The clock by which leases expire.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="StoreException">The file cannot be opened, or holds something else.</exception>
    /// <exception cref="JournalVersionException">A newer version of the library wrote the file.</exception>
    /// <exception cref="OptionsValidationException">An option is out of range.</exception>
    public SqliteStore(string path, TimeProvider time, SqliteStoreOptions? options = null)
        : this(path, time, options, SqliteOpenMode.ReadWriteCreate)
    {
    }

    /// <summary>Opens the file in another mode.</summary>
    internal SqliteStore(string path, TimeProvider time, SqliteStoreOptions? options, SqliteOpenMode mode)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(time);
        SqliteStoreOptions valid = options ?? new SqliteStoreOptions();
        ValidateOptionsResult result = new SqliteStoreOptionsValidator().Validate(null, valid);
        if (result.Failed)
        {
            throw new OptionsValidationException(nameof(SqliteStoreOptions), typeof(SqliteStoreOptions), result.Failures);
        }

        _time = time;
        _unchanged = new UnchangedSince(time);
        Path = System.IO.Path.GetFullPath(path);
        _session = new SqliteSession(Path, mode, valid);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public ValueTask<byte[]?> TryReadAsync(ClusterName cluster, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Read(s => s.Query(
            "SELECT value FROM state WHERE cluster = $1 AND key = $2", static row => row.GetFieldValue<byte[]>(0), cluster.Value, key) is [var value] ? value : null));
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(ClusterName cluster, string key, byte[] value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        cancellationToken.ThrowIfCancellationRequested();
        _session.Write(s => s.Execute(
            "INSERT INTO state (cluster, key, value) VALUES ($1, $2, $3) ON CONFLICT DO UPDATE SET value = excluded.value", cluster.Value, key, value));
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>Closes the file.</summary>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
