using Microsoft.Data.Sqlite;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite.Tests;

/// <summary>A file in a directory of its own, which is gone after the test; and what a test does to it behind the store's back.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("topologymirror-");

    public ManualTime Time { get; } = new();

    public string Path => System.IO.Path.Combine(_directory.FullName, "mirror.db");

    public static ClusterName Cluster { get; } = new("shop");

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public SqliteStore Open(SqliteStoreOptions? options = null) => new(Path, Time, options);

    /// <summary>A record whose payload is <c>{"step":N}</c>.</summary>
    public JournalRecord Record(int step, JournalRecordKind kind = JournalRecordKind.Result) => new()
    {
        Cluster = Cluster,
        Time = Time.GetUtcNow(),
        Epoch = new Epoch(1),
        Kind = kind,
        Run = new RunId(1),
        Step = step,
        Attempt = 1,
        Payload = $"{{\"step\":{step}}}",
    };

    /// <summary>Writes five records and closes the store.</summary>
    public async Task WriteAsync(int count = 5)
    {
        await using SqliteStore store = Open();
        for (int i = 1; i <= count; i++)
        {
            await store.AppendAsync(Record(i, i == 3 ? JournalRecordKind.Checkpoint : JournalRecordKind.Result), Token);
        }
    }

    /// <summary>Runs statements on the file, past the store.</summary>
    public int Tamper(string sql)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteNonQuery();
    }

    /// <summary>A connection of somebody else.</summary>
    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
