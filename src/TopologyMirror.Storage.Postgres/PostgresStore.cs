using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres;

/// <summary>
/// Keeps everything in one schema of a PostgreSQL database, which any number of hosts share. Leases expire by the clock of the server, so the
/// clocks of the hosts do not matter. What was written is committed with <c>synchronous_commit=on</c> before a call returns.
/// </summary>
/// <remarks>
/// Thread-safe. Schema and tables are made and brought to this version by the first call. Every call may throw <see cref="StoreException"/>;
/// the first also <see cref="JournalVersionException"/>, when a newer version of the library has the schema.
/// </remarks>
public sealed partial class PostgresStore : IMirrorStore, IAsyncDisposable, IDisposable
{
    private readonly PostgresSession _session;

    /// <summary>The heads as this store saw them last: a record that still follows its head is appended in one round trip.</summary>
    private readonly ConcurrentDictionary<ClusterName, JournalHead> _heads = new();

    /// <summary>Sets up the store; nothing is connected before the first call.</summary>
    /// <param name="connectionString">Where the database is, as Npgsql reads it.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="OptionsValidationException">An option is out of range.</exception>
    public PostgresStore(string connectionString, PostgresStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        PostgresStoreOptions valid = options ?? new PostgresStoreOptions();
        ValidateOptionsResult result = new PostgresStoreOptionsValidator().Validate(null, valid);
        if (result.Failed)
        {
            throw new OptionsValidationException(nameof(PostgresStoreOptions), typeof(PostgresStoreOptions), result.Failures);
        }

        _session = new PostgresSession(connectionString, valid);
    }

    /// <inheritdoc/>
    public ValueTask<byte[]?> TryReadAsync(ClusterName cluster, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _session.RunAsync(
            async (connection, token) => await PostgresSession.QueryAsync(
                connection, "SELECT value FROM state WHERE cluster = $1 AND key = $2", static row => row.GetFieldValue<byte[]>(0), token, cluster.Value, key).ConfigureAwait(false) is [var value] ? value : null,
            cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ClusterName cluster, string key, byte[] value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        await _session.RunAsync(
            (connection, token) => PostgresSession.ExecuteAsync(
                connection, "INSERT INTO state (cluster, key, value) VALUES ($1, $2, $3) ON CONFLICT (cluster, key) DO UPDATE SET value = excluded.value", token, cluster.Value, key, value),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _session.Dispose();
}
