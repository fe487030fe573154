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
        SimulatedCallFault fault = cluster.CallFaults(port, call);
        if (fault is not SimulatedCallFault.None)
        {
            return new ValueTask<T>(BreakAsync(fault, $"{port}.{call}", act, cancellationToken));
        }

        T answer = act();
        TimeSpan latency = _random.NextBetween(cluster.Profile.ShortestCall, cluster.Profile.LongestCall);
        return new ValueTask<T>(CompleteAsync(answer, latency, cancellationToken));
    }

    private async Task<T> BreakAsync<T>(SimulatedCallFault fault, string call, Func<T> act, CancellationToken cancellationToken)
    {
        if (fault == SimulatedCallFault.LosesItsAnswer)
        {
            act();
        }

        await Internal.VirtualDelay.WaitAsync(
            cluster.World.Time, fault == SimulatedCallFault.Fails ? cluster.Profile.ShortestCall : TimeSpan.FromDays(1000), cancellationToken).ConfigureAwait(false);
        throw new SimulationException($"{call} of cluster '{cluster.Name}' failed.");
    }

    private async Task<T> CompleteAsync<T>(T answer, TimeSpan latency, CancellationToken cancellationToken)
    {
        await Internal.VirtualDelay.WaitAsync(cluster.World.Time, latency, cancellationToken).ConfigureAwait(false);
        return answer;
    }
}
