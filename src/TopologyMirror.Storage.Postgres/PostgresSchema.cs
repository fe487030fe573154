using System.Globalization;
using Npgsql;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres;

/// <summary>The tables of a store, and how those of an older version become those of this one.</summary>
internal static class PostgresSchema
{
    /// <summary>One migration at a time in a database, whatever the schema: "TMir" in ASCII.</summary>
    private const long LockKey = 0x544D6972;

    /// <summary>
    /// The script at index n makes version n + 1 of version n. Scripts that were released are never changed. Names compare as bytes; what
    /// leases and hosts go by is the time of the server, what records and commands say is ticks of UTC.
    /// </summary>
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE clusters (
            cluster text COLLATE "C" PRIMARY KEY, epoch bigint NOT NULL,
            sequence bigint NOT NULL, seal bytea NOT NULL, removed_sequence bigint NOT NULL, removed_seal bytea NOT NULL, broken boolean NOT NULL);
        CREATE TABLE records (
            cluster text COLLATE "C", sequence bigint, format int NOT NULL, time bigint NOT NULL, epoch bigint NOT NULL, kind text NOT NULL,
            run bigint NOT NULL, step int NOT NULL, attempt int NOT NULL, payload text NOT NULL, seal bytea NOT NULL,
            PRIMARY KEY (cluster, sequence));
        CREATE INDEX checkpoints ON records (cluster, sequence) WHERE kind = 'Checkpoint';
        CREATE TABLE leases (
            cluster text COLLATE "C" PRIMARY KEY, owner text COLLATE "C" NOT NULL, epoch bigint NOT NULL, expires timestamptz NOT NULL);
        CREATE INDEX leases_of_owner ON leases (owner);
        CREATE TABLE state (cluster text COLLATE "C", key text COLLATE "C", value bytea NOT NULL, PRIMARY KEY (cluster, key));
        CREATE TABLE commands (
            cluster text COLLATE "C", sequence bigint, key text COLLATE "C" NOT NULL, kind text NOT NULL, actor text NOT NULL, reason text NOT NULL,
            submitted bigint NOT NULL, expires bigint NOT NULL, payload text NOT NULL,
            accepted boolean, detail text, answered bigint, answerer text,
            PRIMARY KEY (cluster, sequence), UNIQUE (cluster, key));
        CREATE INDEX open_commands ON commands (cluster, sequence) WHERE accepted IS NULL;
        CREATE TABLE glass (cluster text COLLATE "C" PRIMARY KEY, actor text NOT NULL, reason text NOT NULL, at bigint NOT NULL);
        CREATE TABLE hosts (owner text COLLATE "C" PRIMARY KEY, expires timestamptz NOT NULL);
        CREATE TABLE switching (cluster text COLLATE "C" PRIMARY KEY);
        """,
    ];

    /// <summary>The newest version that is known.</summary>
    public static int Version => Steps.Length;

    /// <summary>Brings the schema to this version, one process after the other.</summary>
    public static async ValueTask MigrateAsync(NpgsqlConnection connection, string schema, string store, CancellationToken cancellationToken)
    {
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey.ToString(CultureInfo.InvariantCulture)})", cancellationToken).ConfigureAwait(false);

            // A user who may not make schemas may still use one that is there.
            if (await ExecuteAsync(connection, $"SELECT to_regclass('{schema}.schema_version') IS NULL", cancellationToken).ConfigureAwait(false) is true)
            {
                await ExecuteAsync(connection, $"CREATE SCHEMA IF NOT EXISTS {schema}; CREATE TABLE {schema}.schema_version (version int NOT NULL)", cancellationToken).ConfigureAwait(false);
            }

            int found = await ExecuteAsync(connection, "SELECT max(version) FROM schema_version", cancellationToken).ConfigureAwait(false) as int? ?? 0;
            if (found > Version)
            {
                throw new JournalVersionException($"Store '{store}'", found, Version);
            }

            for (int version = found; version < Version; version++)
            {
                await ExecuteAsync(connection, Steps[version], cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(connection, $"INSERT INTO schema_version VALUES ({(version + 1).ToString(CultureInfo.InvariantCulture)})", cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<object?> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
#pragma warning disable CA2100 // Constants of this project, with the name of a schema that was validated.
            command.CommandText = sql;
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
