using Microsoft.Extensions.Logging;
using TopologyMirror.Internal;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>The loop around <see cref="MirrorPipeline.TickAsync"/> of one cluster, without logic of its own. What happens to it touches no other.</summary>
internal sealed class ClusterLoop(MirrorPipeline pipeline, MirrorPipelineBuilder declared, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>What a tick gets to end after it was told to; a port that answers to no cancellation is left behind then.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandon = new();
    private readonly TaskCompletionSource _ended = new();
    private volatile TaskCompletionSource _hurried = new();
    private bool _isStarted;
    private bool _isStopping;

    public MirrorPipeline Pipeline => pipeline;

    /// <summary>What the pipeline was built from, with all changes so far. Only who has claimed the cluster changes it.</summary>
    public MirrorPipelineBuilder Declared { get; set; } = declared;

    /// <summary>Starts the loop; its first tick begins at once, on this thread. A pipeline that is pumped by its caller has none.</summary>
    public void Start()
    {
        lock (_gate)
        {
            if (_isStarted || _isStopping || pipeline.IsPumpedByCaller)
            {
                return;
            }

            _isStarted = true;
        }

        _ = RunAsync();
    }

    /// <summary>Lets the running tick finish, leaves it after the time-out, and gives the lease back. Called once.</summary>
    /// <param name="timeout">How long the tick may take.</param>
    /// <param name="hurry">Leaves it at once.</param>
    public async Task StopAsync(TimeSpan timeout, CancellationToken hurry)
    {
        bool isStarted;
        lock (_gate)
        {
            _isStopping = true;
            isStarted = _isStarted;
        }

        pipeline.Operator.Close();
        _stopping.Cancel();
        if (isStarted && !await EndsWithinAsync(timeout, hurry).ConfigureAwait(false))
        {
            _abandon.Cancel();
            if (!await EndsWithinAsync(Grace, CancellationToken.None).ConfigureAwait(false))
            {
                Log.TickLeftBehind(logger, pipeline.Cluster, timeout);
            }
        }

        await pipeline.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The next tick begins at once, or when the running one has ended.</summary>
    public void Hurry() => _hurried.TrySetResult();

    public void Dispose()
    {
        _stopping.Dispose();
        _abandon.Dispose();
    }

    private async Task<bool> EndsWithinAsync(TimeSpan timeout, CancellationToken hurry)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(hurry);
        Task limit = VirtualDelay.WaitAsync(time, timeout, decided.Token);
        await Task.WhenAny(_ended.Task, limit).ConfigureAwait(false);
        decided.Cancel();
        return _ended.Task.IsCompleted;
    }

    private async Task RunAsync()
    {
        try
        {
            await LoopAsync().ConfigureAwait(false);
        }
        finally
        {
            _ended.TrySetResult();
        }
    }

    private async Task LoopAsync()
    {
        DateTimeOffset next = time.GetUtcNow();
        bool isEarly = false;
        while (!_stopping.IsCancellationRequested)
        {
            var hurried = new TaskCompletionSource();
            _hurried = hurried;
            try
            {
                await pipeline.TickAsync(_abandon.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_abandon.IsCancellationRequested)
            {
                Log.TickAbandoned(logger, pipeline.Cluster);
                return;
            }
            catch (Exception e) when (!e.IsFatal())
            {
                Log.TickFailed(logger, e, pipeline.Cluster);
            }

            // A tick that took longer than the interval is followed at once by one, not by all that were missed.
            DateTimeOffset now = time.GetUtcNow();
            if (!isEarly)
            {
                next = next + pipeline.TickInterval > now ? next + pipeline.TickInterval : now;
            }

            isEarly = await IsHurriedAsync(next - now, hurried.Task).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the next tick is due, or is wanted before.</summary>
    private async ValueTask<bool> IsHurriedAsync(TimeSpan delay, Task hurried)
    {
        using var decided = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        if (decided.IsCancellationRequested)
        {
            return false;
        }

        Task due = VirtualDelay.WaitAsync(time, delay, decided.Token);
        await Task.WhenAny(due, hurried).ConfigureAwait(false);
        bool isEarly = !due.IsCompleted;
        decided.Cancel();
        return isEarly;
    }
}
