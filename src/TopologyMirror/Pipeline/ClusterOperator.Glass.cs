using TopologyMirror.Durability;

namespace TopologyMirror.Pipeline;

public sealed partial class ClusterOperator
{
    /// <summary>How long a command that changes something waits for an owner to carry it out; a pause or a hold waits for ever.</summary>
    public static readonly TimeSpan CommandLifetime = TimeSpan.FromMinutes(5);

    /// <summary>What became of a command; its answer is null until the owner has given one. Null when there is no such command.</summary>
    /// <param name="key">The key, as the receipt gave it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<CommandRecord?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _store.FindAsync(Cluster, key, cancellationToken);
    }

    /// <summary>
    /// Stops all automation of the cluster, whoever owns it and whether anybody does: from when the call returns until the glass is mended no host
    /// opens a run or issues an effect, since the journal takes no intent. What is open is left as it is. Works in every mode, and needs neither owner
    /// nor lease nor metrics, only the store; without a store nothing is issued anyway.
    /// </summary>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait; the glass may then be broken or not.</param>
    /// <returns>The glass as it is kept: that of whoever broke it first.</returns>
    public ValueTask<BrokenGlass> BreakGlassAsync(string actor, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return _store.BreakGlassAsync(new BrokenGlass(Cluster, actor, reason, _time.GetUtcNow()), cancellationToken);
    }

    /// <summary>Lets automation go on: the owner's next tick observes, and takes up what is open.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait; the glass may then be mended or not.</param>
    /// <returns>False when the glass was not broken.</returns>
    public async ValueTask<bool> MendGlassAsync(string actor, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        if (!await _store.MendGlassAsync(Cluster, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await SubmitAsync(new OperatorCommand(OperatorCommandKind.MendGlass, actor, reason, null, null), key: null, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
