using TopologyMirror.Durability;

namespace TopologyMirror.Tests.Contracts.Wrong;

/// <summary>Takes a command that is sent twice for two.</summary>
internal sealed class RepeatingCommands(ICommandStore inner) : ICommandStore
{
    private int _submitted;

    public ValueTask<CommandRecord> SubmitAsync(CommandRecord command, CancellationToken cancellationToken) =>
        inner.SubmitAsync(command with { Key = Interlocked.Increment(ref _submitted) == 1 ? command.Key : $"{command.Key}-{_submitted}" }, cancellationToken);

    public ValueTask<IReadOnlyList<CommandRecord>> ReadOpenAsync(ClusterName cluster, CancellationToken cancellationToken) => inner.ReadOpenAsync(cluster, cancellationToken);

    public ValueTask<CommandRecord?> FindAsync(ClusterName cluster, string key, CancellationToken cancellationToken) => inner.FindAsync(cluster, key, cancellationToken);

    public ValueTask AnswerAsync(ClusterName cluster, string key, CommandAnswer answer, CancellationToken cancellationToken) =>
        inner.AnswerAsync(cluster, key, answer, cancellationToken);

    public ValueTask<BrokenGlass> BreakGlassAsync(BrokenGlass glass, CancellationToken cancellationToken) => inner.BreakGlassAsync(glass, cancellationToken);

    public ValueTask<bool> MendGlassAsync(ClusterName cluster, CancellationToken cancellationToken) => inner.MendGlassAsync(cluster, cancellationToken);

    public ValueTask<BrokenGlass?> FindBrokenGlassAsync(ClusterName cluster, CancellationToken cancellationToken) => inner.FindBrokenGlassAsync(cluster, cancellationToken);
}
