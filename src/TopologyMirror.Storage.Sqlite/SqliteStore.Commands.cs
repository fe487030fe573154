using Microsoft.Data.Sqlite;
using TopologyMirror.Durability;

namespace TopologyMirror.Storage.Sqlite;

public sealed partial class SqliteStore
{
    private const string CommandColumns = "sequence, key, kind, actor, reason, submitted, expires, payload, accepted, detail, answered, answerer";

    /// <inheritdoc/>
    public ValueTask<CommandRecord> SubmitAsync(CommandRecord command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Write(s => FindCommand(s, command.Cluster, command.Key) ?? AddCommand(s, command)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CommandRecord>> ReadOpenAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IReadOnlyList<CommandRecord>>(_session.Read(s => s.Query(
            $"SELECT {CommandColumns} FROM commands WHERE cluster = $1 AND accepted IS NULL ORDER BY sequence", row => ToCommand(cluster, row), cluster.Value)));
    }

    /// <inheritdoc/>
    public ValueTask<CommandRecord?> FindAsync(ClusterName cluster, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Read(s => FindCommand(s, cluster, key)));
    }

    /// <inheritdoc/>
    public ValueTask AnswerAsync(ClusterName cluster, string key, CommandAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(answer);
        cancellationToken.ThrowIfCancellationRequested();
        _session.Write(s => s.Execute(
            "UPDATE commands SET accepted = $3, detail = $4, answered = $5, answerer = $6 WHERE cluster = $1 AND key = $2 AND accepted IS NULL",
            cluster.Value, key, answer.IsAccepted ? 1 : 0, answer.Detail, answer.At.UtcTicks, answer.Owner));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<BrokenGlass> BreakGlassAsync(BrokenGlass glass, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(glass);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Write(s =>
        {
            s.Execute(
                "INSERT INTO glass (cluster, actor, reason, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                glass.Cluster.Value, glass.Actor, glass.Reason, glass.At.UtcTicks);
            return FindGlass(s, glass.Cluster)!;
        }));
    }

    /// <inheritdoc/>
    public ValueTask<bool> MendGlassAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Write(s => s.Execute("DELETE FROM glass WHERE cluster = $1", cluster.Value) == 1));
    }

    /// <inheritdoc/>
    public ValueTask<BrokenGlass?> FindBrokenGlassAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_session.Read(s => FindGlass(s, cluster)));
    }

    private static BrokenGlass? FindGlass(SqliteSession s, ClusterName cluster) =>
        s.Query(
            "SELECT actor, reason, at FROM glass WHERE cluster = $1",
            row => new BrokenGlass(cluster, row.GetString(0), row.GetString(1), ToTime(row.GetInt64(2))),
            cluster.Value) is [var glass] ? glass : null;

    private static CommandRecord? FindCommand(SqliteSession s, ClusterName cluster, string key) =>
        s.Query($"SELECT {CommandColumns} FROM commands WHERE cluster = $1 AND key = $2", row => ToCommand(cluster, row), cluster.Value, key) is [var command] ? command : null;

    private static CommandRecord AddCommand(SqliteSession s, CommandRecord command)
    {
        CommandRecord kept = command with
        {
            Sequence = s.Number("SELECT max(sequence) FROM commands WHERE cluster = $1", command.Cluster.Value) + 1,
            Answer = null,
        };
        s.Execute(
            "INSERT INTO commands (cluster, sequence, key, kind, actor, reason, submitted, expires, payload) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            kept.Cluster.Value, kept.Sequence, kept.Key, kept.Kind, kept.Actor, kept.Reason, kept.SubmittedAt.UtcTicks, kept.ExpiresAt.UtcTicks, kept.Payload);
        return kept;
    }

    private static CommandRecord ToCommand(ClusterName cluster, SqliteDataReader row) => new()
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
        Answer = row.IsDBNull(8) ? null : new CommandAnswer(row.GetInt64(8) == 1, row.IsDBNull(9) ? null : row.GetString(9), ToTime(row.GetInt64(10)), row.GetString(11)),
    };

    private static DateTimeOffset ToTime(long utcTicks) => new(utcTicks, TimeSpan.Zero);
}
