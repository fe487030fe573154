using Npgsql;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres.Tests;

/// <summary>A schema of one test on the server that the environment names, gone after the test.</summary>
internal sealed class PostgresSchemaOfATest : IAsyncDisposable
{
    private const string Variable = "TOPOLOGYMIRROR_POSTGRES";

    public static string ConnectionString { get; } = Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"{Variable} holds no connection string; run eng/suites/postgres.sh, which sets up a server.");

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static ClusterName Cluster { get; } = new("shop");

    public string Schema { get; } = $"t_{Guid.NewGuid():N}";

    public PostgresStore Open(string? connectionString = null, Action<PostgresStoreOptions>? configure = null)
    {
        var options = new PostgresStoreOptions { Schema = Schema };
        configure?.Invoke(options);
        return new PostgresStore(connectionString ?? ConnectionString, options);
    }

    public static JournalRecord Record(int step) => new()
    {
        Cluster = Cluster,
        Time = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(step),
        Epoch = new Epoch(1),
        Kind = JournalRecordKind.Result,
        Run = new RunId(1),
        Step = step,
        Payload = $"{{\"step\":{step}}}",
    };

    /// <summary>Runs a statement, past the store; <c>SCHEMA.</c> stands for the schema.</summary>
    public async Task<object?> SqlAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(Token);
        await using NpgsqlCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of the tests.
        command.CommandText = sql.Replace("SCHEMA.", Schema + ".", StringComparison.Ordinal);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Token);
    }

    public async ValueTask DisposeAsync() => await SqlAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
}
