namespace TopologyMirror.Durability;

/// <summary>
/// What operators ask of clusters: rows that any host writes and the owner of the cluster answers; and the glass that anybody breaks to stop
/// all automation of a cluster. Needs neither owner nor lease. Safe for concurrent use.
/// </summary>
public interface ICommandStore
{
    /// <summary>Writes a command, synced before the call returns.</summary>
    /// <param name="command">The command, without sequence and answer.</param>
    /// <param name="cancellationToken">Ends the wait; the command may then be there or not: the same key again tells.</param>
    /// <returns>The command as it is kept: the same one when its key was known already, whatever else it says.</returns>
    ValueTask<CommandRecord> SubmitAsync(CommandRecord command, CancellationToken cancellationToken);

    /// <summary>The commands of a cluster that have no answer yet, oldest first.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<CommandRecord>> ReadOpenAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>A command by its key; null when there is none.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<CommandRecord?> FindAsync(ClusterName cluster, string key, CancellationToken cancellationToken);

    /// <summary>Answers a command. The first answer stays; answering again is no error.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="key">The command's key.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask AnswerAsync(ClusterName cluster, string key, CommandAnswer answer, CancellationToken cancellationToken);

    /// <summary>
    /// Breaks the glass of a cluster: from when the call returns until it is mended, the journal takes no new run and no intent of an effect
    /// from anybody. One that is broken already stays as it is.
    /// </summary>
    /// <param name="glass">Who, why and when.</param>
    /// <param name="cancellationToken">Ends the wait; the glass may then be broken or not.</param>
    /// <returns>The glass as it is kept.</returns>
    ValueTask<BrokenGlass> BreakGlassAsync(BrokenGlass glass, CancellationToken cancellationToken);

    /// <summary>Mends the glass of a cluster; automation goes on from what it observes then.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it was not broken.</returns>
    ValueTask<bool> MendGlassAsync(ClusterName cluster, CancellationToken cancellationToken);

    /// <summary>Who broke the glass of a cluster; null while it is whole.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<BrokenGlass?> FindBrokenGlassAsync(ClusterName cluster, CancellationToken cancellationToken);
}
