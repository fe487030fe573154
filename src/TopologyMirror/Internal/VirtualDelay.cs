namespace TopologyMirror.Internal;

/// <summary>
/// The one way to wait in core. A cancelled <c>Task.Delay</c> resumes on the pool; this one resumes on the thread that fires the timer or
/// cancels the token, so that the simulation stays on its own thread.
/// </summary>
internal sealed class VirtualDelay
{
    private readonly TaskCompletionSource _completion = new();
    private ITimer? _timer;

    private VirtualDelay()
    {
    }

    public static async Task WaitAsync(TimeProvider time, TimeSpan delay, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        var waiter = new VirtualDelay();
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((VirtualDelay)state!)._completion.TrySetCanceled(token), waiter);
        waiter._timer = time.CreateTimer(
            static state => ((VirtualDelay)state!)._completion.TrySetResult(), waiter, delay, Timeout.InfiniteTimeSpan);
        try
        {
            await waiter._completion.Task.ConfigureAwait(false);
        }
        finally
        {
            // Disposed without waiting: nothing runs after the completion.
            waiter._timer.Dispose();
        }
    }
}
