using TopologyMirror.Internal;

namespace TopologyMirror.Pipeline;

public sealed partial class MirrorPipeline
{
    /// <summary>Asks every port that only reads once, so that what cannot be reached is known at start-up and not at the first surge.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>One sentence per port that did not answer; empty when all did.</returns>
    public async ValueTask<IReadOnlyList<string>> CheckReachableAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        await TryAsync("fleet and routers", token => DiscardAsync(_observer.ObserveAsync(_journal.Book.Sides, null, token))).ConfigureAwait(false);
        await TryAsync("journal", token => DiscardAsync(_parts.Ports.Journal.ReadAsync(Cluster, long.MaxValue, token))).ConfigureAwait(false);
        await TryAsync("state store", token => DiscardAsync(_parts.Ports.State.TryReadAsync(Cluster, LeadTimesKey, token))).ConfigureAwait(false);
        return faults;

        async ValueTask TryAsync(string what, Func<CancellationToken, ValueTask> ask)
        {
            try
            {
                await ask(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested && !e.IsFatal())
            {
                faults.Add($"Cluster '{Cluster}' cannot reach its {what}: {e.Message}");
            }
        }
    }

    private static async ValueTask DiscardAsync<T>(ValueTask<T> task) => await task.ConfigureAwait(false);
}
