using Npgsql;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Postgres;

public sealed partial class PostgresStore
{
    private const string CommandColumns = "sequence, key, kind, actor, reason, submitted, expires, payload, accepted, detail, answered, answerer";

    /// <inheritdoc/>
    public ValueTask<CommandRecord> SubmitAsync(CommandRecord command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return _session.TransactAsync(
            async (connection, token) =>
            {
                await LockAsync(connection, command.Cluster, token).ConfigureAwait(false);
                return await FindCommandAsync(connection, command.Cluster, command.Key, token).ConfigureAwait(false)
                    ?? await AddCommandAsync(connection, command, token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CommandRecord>> ReadOpenAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _session.RunAsync<IReadOnlyList<CommandRecord>>(
            async (connection, token) => await PostgresSession.QueryAsync(
                connection, $"SELECT {CommandColumns} FROM commands WHERE cluster = $1 AND accepted IS NULL ORDER BY sequence",
                row => ToCommand(cluster, row), token, cluster.Value).ConfigureAwait(false),
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<CommandRecord?> FindAsync(ClusterName cluster, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _session.RunAsync((connection, token) => FindCommandAsync(connection, cluster, key, token), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask AnswerAsync(ClusterName cluster, string key, CommandAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(answer);
        await _session.RunAsync(
            (connection, token) => PostgresSession.ExecuteAsync(
                connection, "UPDATE commands SET accepted = $3, detail = $4, answered = $5, answerer = $6 WHERE cluster = $1 AND key = $2 AND accepted IS NULL",
                token, cluster.Value, key, answer.IsAccepted, answer.Detail, answer.At.UtcTicks, answer.Owner),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<BrokenGlass> BreakGlassAsync(BrokenGlass glass, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(glass);
        return _session.TransactAsync(
            async (connection, token) =>
            {
                await LockAsync(connection, glass.Cluster, token).ConfigureAwait(false);
                await PostgresSession.ExecuteAsync(
                    connection, "INSERT INTO glass (cluster, actor, reason, at) VALUES ($1, $2, $3, $4) ON CONFLICT (cluster) DO NOTHING",
                    token, glass.Cluster.Value, glass.Actor, glass.Reason, glass.At.UtcTicks).ConfigureAwait(false);

                // In the head's row, where an append that waits for it sees it.
                await PostgresSession.ExecuteAsync(connection, "UPDATE clusters SET broken = true WHERE cluster = $1", token, glass.Cluster.Value).ConfigureAwait(false);
                return (await FindGlassAsync(connection, glass.Cluster, token).ConfigureAwait(false))!;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<bool> MendGlassAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _session.TransactAsync(
            async (connection, token) =>
            {
                await LockAsync(connection, cluster, token).ConfigureAwait(false);
                await PostgresSession.ExecuteAsync(connection, "UPDATE clusters SET broken = false WHERE cluster = $1 AND broken", token, cluster.Value).ConfigureAwait(false);
                return await PostgresSession.ExecuteAsync(connection, "DELETE FROM glass WHERE cluster = $1", token, cluster.Value).ConfigureAwait(false) == 1;
            },
            cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BrokenGlass?> FindBrokenGlassAsync(ClusterName cluster, CancellationToken cancellationToken) =>
        _session.RunAsync((connection, token) => FindGlassAsync(connection, cluster, token), cancellationToken);

    private static async ValueTask<BrokenGlass?> FindGlassAsync(NpgsqlConnection connection, ClusterName cluster, CancellationToken token) =>
        await PostgresSession.QueryAsync(
            connection, "SELECT actor, reason, at FROM glass WHERE cluster = $1",
            row => new BrokenGlass(cluster, row.GetString(0), row.GetString(1), ToTime(row.GetInt64(2))), token, cluster.Value).ConfigureAwait(false) is [var glass] ? glass : null;

    private static async ValueTask<CommandRecord?> FindCommandAsync(NpgsqlConnection connection, ClusterName cluster, string key, CancellationToken token) =>
        await PostgresSession.QueryAsync(
            connection, $"SELECT {CommandColumns} FROM commands WHERE cluster = $1 AND key = $2", row => ToCommand(cluster, row), token, cluster.Value, key).ConfigureAwait(false) is [var command] ? command : null;

    private static async ValueTask<CommandRecord> AddCommandAsync(NpgsqlConnection connection, CommandRecord command, CancellationToken token)
    {
        List<long> sequence = await PostgresSession.QueryAsync(
            connection,
            """
            INSERT INTO commands (cluster, sequence, key, kind, actor, reason, submitted, expires, payload)
            SELECT $1, (SELECT coalesce(max(sequence), 0) + 1 FROM commands WHERE cluster = $1), $2, $3, $4, $5, $6, $7, $8 RETURNING sequence
            """,
            static row => row.GetInt64(0), token,
            command.Cluster.Value, command.Key, command.Kind, command.Actor, command.Reason, command.SubmittedAt.UtcTicks, command.ExpiresAt.UtcTicks, command.Payload).ConfigureAwait(false);
        return command with { Sequence = sequence[0], Answer = null };
    }

    private static CommandRecord ToCommand(ClusterName cluster, NpgsqlDataReader row) => new()
    {
        Cluster = cluster,
        Sequence = row.GetInt64(0),
        Key = row.GetString(1),
        Kind = row.GetString(2),
        Actor = row.GetString(3),
        Reason = row.GetString(4),
        SubmittedAt = ToTime(row.GetInt64(5)),
        ExpiresAt = ToTime(row.GetInt64(6)),
        Payload = row.GetString(7),
        Answer = row.IsDBNull(8) ? null : new CommandAnswer(row.GetBoolean(8), row.IsDBNull(9) ? null : row.GetString(9), ToTime(row.GetInt64(10)), row.GetString(11)),
    };

    private static DateTimeOffset ToTime(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
