using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite;

/// <summary>
/// The one connection of a store to its file, with the statements that it has prepared. SQLite works on the thread of its caller, one call
/// after the other, so a lock around each transaction is all that concurrent callers need.
/// </summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);
    private readonly string _store;
    private readonly SqliteOpenMode _mode;
    private readonly SqliteStoreOptions _options;
    private SqliteConnection? _connection;
    private bool _disposed;

    public SqliteSession(string store, SqliteOpenMode mode, SqliteStoreOptions options)
    {
        (_store, _mode, _options) = (store, mode, options);
        Transact("BEGIN", static _ => true);
    }

    private SqliteConnection Connection => _connection ?? throw new InvalidOperationException("The session is not open.");

    /// <summary>Runs work that writes: alone among all processes, and synced when it returns.</summary>
    public T Write<T>(Func<SqliteSession, T> work) => Transact("BEGIN IMMEDIATE", work);

    /// <summary>Runs work that reads, all of it as of one moment.</summary>
    public T Read<T>(Func<SqliteSession, T> work) => Transact("BEGIN", work);

    /// <summary>Runs one statement; $1, $2, ... are the values.</summary>
    /// <returns>How many rows were changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Reads rows.</summary>
    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> values)
    {
        using SqliteDataReader reader = Prepare(sql, values).ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    /// <summary>Reads one number.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) => Query(sql, static row => row.IsDBNull(0) ? 0 : row.GetInt64(0), values) is [var number] ? number : 0;

    /// <summary>Runs statements that are not kept.</summary>
    public void Script(string sql)
    {
        using SqliteCommand command = Connection.CreateCommand();
        Configure(command, sql);
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Close();
        }
    }

    private T Transact<T>(string begin, Func<SqliteSession, T> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                Open();
                Execute(begin);
                T result = work(this);
                Execute("COMMIT");
                return result;
            }
            catch (Exception e)
            {
                RollBack();
                if (e is SqliteException failure)
                {
                    throw SqliteFailure.Of(_store, failure);
                }

                throw;
            }
        }
    }

    private void Open()
    {
        if (_connection is not null)
        {
            return;
        }

        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = _store,
            Mode = _mode,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(_options.BusyTimeout.TotalSeconds),
        }.ToString());
        try
        {
            _connection.Open();
            if (raw.sqlite3_db_readonly(_connection.Handle, "main") == 1)
            {
                throw new StoreException(_store, StoreFault.ReadOnly, "it may be read, and not written");
            }

            SetUp();
        }
        catch
        {
            Close();
            throw;
        }
    }

    private void SetUp()
    {
        Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(long)_options.BusyTimeout.TotalMilliseconds};"));

        // Before the file is changed in any way, it has to be one of ours, and none of a newer version.
        SqliteSchema.Read(this, _store);
        Script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;");
        if (_options.MaximumSize is { } size)
        {
            Script(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {size / Number("PRAGMA page_size")};"));
        }

        Execute("BEGIN IMMEDIATE");
        SqliteSchema.Migrate(this, _store);
        Execute("COMMIT");
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out SqliteCommand? command))
        {
            command = Connection.CreateCommand();
            Configure(command, sql);
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i + 1}") });
            }

            _statements.Add(sql, command);
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }

    /// <summary>Ends what was begun; a connection that cannot even do that is dropped, and the next call opens another.</summary>
    private void RollBack()
    {
        try
        {
            if (_connection is not null && raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            {
                Execute("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            Close();
        }
    }

    private void Close()
    {
        foreach (SqliteCommand statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>The analyzers ask for constant texts: all texts that come here are, but for numbers of ours in pragmas.</summary>
    private static void Configure(SqliteCommand command, string sql)
    {
#pragma warning disable CA2100 // The texts are constants of this project, with numbers of its options.
        command.CommandText = sql;
#pragma warning restore CA2100
    }
}
