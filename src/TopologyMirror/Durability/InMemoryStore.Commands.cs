namespace TopologyMirror.Durability;

public sealed partial class InMemoryStore
{
    private readonly Dictionary<ClusterName, List<CommandRecord>> _commands = [];
    private readonly Dictionary<ClusterName, BrokenGlass> _glass = [];

    /// <inheritdoc/>
    public ValueTask<CommandRecord> SubmitAsync(CommandRecord command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (!_commands.TryGetValue(command.Cluster, out List<CommandRecord>? commands))
            {
                _commands[command.Cluster] = commands = [];
            }

            if (commands.Find(c => string.Equals(c.Key, command.Key, StringComparison.Ordinal)) is { } known)
            {
                return ValueTask.FromResult(known);
            }

            CommandRecord kept = command with { Sequence = commands.Count + 1, Answer = null };
            commands.Add(kept);
            return ValueTask.FromResult(kept);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CommandRecord>> ReadOpenAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult<IReadOnlyList<CommandRecord>>(
                _commands.TryGetValue(cluster, out List<CommandRecord>? commands) ? [.. commands.Where(static c => c.Answer is null)] : []);
        }
    }

    /// <inheritdoc/>
    public ValueTask<CommandRecord?> FindAsync(ClusterName cluster, string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(_commands.GetValueOrDefault(cluster)?.Find(c => string.Equals(c.Key, key, StringComparison.Ordinal)));
        }
    }

    /// <inheritdoc/>
    public ValueTask AnswerAsync(ClusterName cluster, string key, CommandAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            if (_commands.TryGetValue(cluster, out List<CommandRecord>? commands)
                && commands.FindIndex(c => string.Equals(c.Key, key, StringComparison.Ordinal)) is var index and >= 0)
            {
                commands[index] = commands[index] with { Answer = commands[index].Answer ?? answer };
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<BrokenGlass> BreakGlassAsync(BrokenGlass glass, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(glass);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _glass.TryAdd(glass.Cluster, glass);
            return ValueTask.FromResult(_glass[glass.Cluster]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> MendGlassAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(_glass.Remove(cluster));
        }
    }

    /// <inheritdoc/>
    public ValueTask<BrokenGlass?> FindBrokenGlassAsync(ClusterName cluster, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return ValueTask.FromResult(_glass.GetValueOrDefault(cluster));
        }
    }
}
