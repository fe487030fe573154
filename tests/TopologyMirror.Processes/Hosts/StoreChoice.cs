using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TopologyMirror.Durability;
using TopologyMirror.Hosting;
using TopologyMirror.Storage.Postgres;
using TopologyMirror.Storage.Sqlite;

namespace TopologyMirror.Processes.Hosts;

/// <summary>Where hosts keep journal, lease and state: a SQLite file, or the PostgreSQL that the environment names.</summary>
/// <param name="Sqlite">The file; null for PostgreSQL.</param>
internal sealed record StoreChoice(string? Sqlite)
{
    /// <summary>The environment variable that holds the connection string.</summary>
    public const string Variable = "TOPOLOGYMIRROR_POSTGRES";

    private static string Connection =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } set ? set : throw new InvalidOperationException($"{Variable} holds no connection string.");

    /// <summary>Gives the store to a host.</summary>
    public void Use(ITopologyMirrorBuilder mirror) => _ = Sqlite is null ? mirror.UsePostgresStore(Connection) : mirror.UseSqliteStore(Sqlite);

    /// <summary>Opens the store for this process, which disposes of it.</summary>
    public IMirrorStore Open() => Sqlite is null ? new PostgresStore(Connection) : new SqliteStore(Sqlite, TimeProvider.System);

    /// <summary>Asks SQLite whether the file is whole.</summary>
    /// <returns>What it finds wrong; null when it finds nothing, or for PostgreSQL, which is not ours to check.</returns>
    public string? Integrity()
    {
        if (Sqlite is null)
        {
            return null;
        }

        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Sqlite, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        return check.ExecuteScalar() is string answer and not "ok" ? answer : null;
    }

    /// <summary>How the host's process is told.</summary>
    public IEnumerable<string> Arguments() => Sqlite is null ? [] : ["--sqlite", Sqlite];
}
