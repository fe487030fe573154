namespace TopologyMirror.Simulation;

/// <summary>
/// Calls to simulated ports. A call changes the state first, and then completes from a virtual timer as its last act: nothing completes
/// synchronously, and nothing leaves the thread.
/// </summary>
internal sealed class SimulatedCalls(SimulatedCluster cluster)
{
    private readonly SimulationRandom _random = cluster.World.Random($"{cluster.Name}/calls");

    public ValueTask<T> AnswerAsync<T>(string port, string call, Func<T> act, CancellationToken cancellationToken)
    {
        cluster.World.AssertThread($"{cluster.Name}/{port}.{call}");
        cancellationToken.ThrowIfCancellationRequested();
        T answer = act();
        TimeSpan latency = _random.NextBetween(cluster.Profile.ShortestCall, cluster.Profile.LongestCall);
        return new ValueTask<T>(CompleteAsync(answer, latency, cancellationToken));
    }

    private async Task<T> CompleteAsync<T>(T answer, TimeSpan latency, CancellationToken cancellationToken)
    {
        await Internal.VirtualDelay.WaitAsync(cluster.World.Time, latency, cancellationToken).ConfigureAwait(false);
        return answer;
    }
}
