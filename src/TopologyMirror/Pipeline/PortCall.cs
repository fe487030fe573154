namespace TopologyMirror.Pipeline;

/// <summary>A read through a port, bounded in time; its time-out is told apart from the caller's cancellation.</summary>
internal sealed class PortCall(ClusterName cluster, TimeSpan timeout, TimeProvider time)
{
    public async ValueTask<T> AskAsync<T>(string port, Func<CancellationToken, ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ask(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new PortTimeoutException(cluster, port, timeout, e);
        }
    }
}
