namespace TopologyMirror.Simulation;

/// <summary>
/// Calls to simulated ports. A call changes the state first, and then completes from a virtual timer as its last act: nothing completes
/// synchronously, and nothing leaves the thread.
/// </summary>
internal sealed class SimulatedCalls(SimulatedCluster cluster)
{
    private readonly SimulationRandom _random = cluster.World.Random($"{cluster.Name}/calls");

    public ValueTask<T> AnswerAsync<T>(string port, string call, Func<T> act, CancellationToken cancellationToken) =>
        AnswerAsync(port, call, act, [], null, cancellationToken);

    /// <summary>Carries a call out, unless a fault keeps it from it.</summary>
    /// <param name="port">The port.</param>
    /// <param name="call">The call.</param>
    /// <param name="act">What it does.</param>
    /// <param name="concerns">The instances that it is about.</param>
    /// <param name="partly">Does a part of it; null for a call that takes effect as a whole.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<T> AnswerAsync<T>(
        string port, string call, Func<T> act, IReadOnlyList<InstanceId> concerns, Func<T>? partly, CancellationToken cancellationToken)
    {
        cluster.World.AssertThread($"{cluster.Name}/{port}.{call}");
        cancellationToken.ThrowIfCancellationRequested();
        SimulatedCallFault fault = cluster.CallFaults(port, call);
        if (fault is not SimulatedCallFault.None)
        {
            return new ValueTask<T>(BreakAsync(fault, $"{port}.{call}", act, "failed", cancellationToken));
        }

        if (cluster.Trouble.IsPossible)
        {
            return DisturbAsync(port, call, act, concerns, partly, cancellationToken);
        }

        return CompleteAsync(act(), cancellationToken);
    }

    private ValueTask<T> DisturbAsync<T>(
        string port, string call, Func<T> act, IReadOnlyList<InstanceId> concerns, Func<T>? partly, CancellationToken cancellationToken)
    {
        SimulatedCallVerdict verdict = cluster.Trouble.Judge(port, call, concerns, partly is not null);
        string reason = $"failed: {verdict.Reason}";
        switch (verdict.Cause)
        {
            case SimulationFault.PartialBatch:
                return new ValueTask<T>(BreakAsync(SimulatedCallFault.LosesItsAnswer, $"{port}.{call}", () => Count(verdict.Cause.Value, partly!), reason, cancellationToken, cluster.Profile.ShortestCall));
            case SimulationFault.TimeoutApplied:
                return new ValueTask<T>(BreakAsync(verdict.Fault, $"{port}.{call}", () => Count(verdict.Cause.Value, act), reason, cancellationToken));
            case SimulationFault.DuplicateCall:
                T first = act();
                _ = Count(verdict.Cause.Value, act);
                return CompleteAsync(first, cancellationToken);
            default:
                break;
        }

        return verdict.Fault is SimulatedCallFault.None
            ? CompleteAsync(cluster.Trouble.MakeStale(port, call, act()), cancellationToken)
            : new ValueTask<T>(BreakAsync(verdict.Fault, $"{port}.{call}", act, reason, cancellationToken));
    }

    /// <summary>Carries something out, and counts it where something came of it: everything that changes the truth writes to the log.</summary>
    private T Count<T>(SimulationFault fault, Func<T> act)
    {
        int before = cluster.World.Log.Events.Count;
        T answer = act();
        if (cluster.World.Log.Events.Count > before)
        {
            cluster.Trouble.Hit(fault);
        }

        return answer;
    }

    private ValueTask<T> CompleteAsync<T>(T answer, CancellationToken cancellationToken)
    {
        TimeSpan latency = _random.NextBetween(cluster.Profile.ShortestCall, cluster.Profile.LongestCall);
        return new ValueTask<T>(CompleteAsync(answer, latency, cancellationToken));
    }

    private async Task<T> BreakAsync<T>(
        SimulatedCallFault fault, string call, Func<T> act, string reason, CancellationToken cancellationToken, TimeSpan? within = null)
    {
        if (fault == SimulatedCallFault.LosesItsAnswer)
        {
            act();
        }

        await Internal.VirtualDelay.WaitAsync(
            cluster.World.Time, within ?? (fault == SimulatedCallFault.Fails ? cluster.Profile.ShortestCall : TimeSpan.FromDays(1000)), cancellationToken).ConfigureAwait(false);
        throw new SimulationException($"{call} of cluster '{cluster.Name}' {reason}.");
    }

    private async Task<T> CompleteAsync<T>(T answer, TimeSpan latency, CancellationToken cancellationToken)
    {
        await Internal.VirtualDelay.WaitAsync(cluster.World.Time, latency, cancellationToken).ConfigureAwait(false);
        return answer;
    }
}
