using Npgsql;

namespace TopologyMirror.Storage.Postgres;

/// <summary>The connections of a store, and what is done on them.</summary>
internal sealed class PostgresSession : IAsyncDisposable, IDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly string _schema;
    private volatile bool _migrated;

    public PostgresSession(string connectionString, PostgresStoreOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            SearchPath = options.Schema,
            CommandTimeout = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds),
        };
        builder.Options = $"{builder.Options} -c synchronous_commit=on".Trim();
        Store = $"{builder.Host}/{builder.Database ?? builder.Username}/{options.Schema}";
        _schema = options.Schema;
        _source = NpgsqlDataSource.Create(builder);
    }

    /// <summary>Server, database and schema; no user and no password.</summary>
    public string Store { get; }

    /// <summary>Runs work of one statement, or of several that need not be one.</summary>
    public async ValueTask<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                if (!_migrated)
                {
                    await PostgresSchema.MigrateAsync(connection, _schema, Store, cancellationToken).ConfigureAwait(false);
                    _migrated = true;
                }

                return await work(connection, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (PostgresFailure.IsOne(e))
        {
            throw PostgresFailure.Of(Store, e);
        }
    }

    /// <summary>Runs work in one transaction, in which every statement sees what was committed before it.</summary>
    public ValueTask<T> TransactAsync<T>(Func<NpgsqlConnection, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken) =>
        TransactAsync(System.Data.IsolationLevel.ReadCommitted, work, cancellationToken);

    /// <summary>Runs work in one transaction.</summary>
    public ValueTask<T> TransactAsync<T>(
        System.Data.IsolationLevel isolation, Func<NpgsqlConnection, CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken) =>
        RunAsync(
            async (connection, token) =>
            {
                NpgsqlTransaction transaction = await connection.BeginTransactionAsync(isolation, token).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    T result = await work(connection, token).ConfigureAwait(false);
                    await transaction.CommitAsync(token).ConfigureAwait(false);
                    return result;
                }
            },
            cancellationToken);

    /// <summary>Runs one statement; $1, $2, ... are the values.</summary>
    /// <returns>How many rows were changed.</returns>
    public static async ValueTask<int> ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object?[] values)
    {
        NpgsqlCommand command = Command(connection, sql, values);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads rows.</summary>
    public static async ValueTask<List<T>> QueryAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> map, CancellationToken cancellationToken, params object?[] values)
    {
        NpgsqlCommand command = Command(connection, sql, values);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<T> rows = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(map(reader));
                }

                return rows;
            }
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public void Dispose() => _source.Dispose();

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object?[] values)
    {
        NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (object? value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        return command;
    }
}
