using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TopologyMirror.Internal;
using TopologyMirror.Pipeline;

namespace TopologyMirror.Hosting;

/// <summary>The loop around <see cref="MirrorPipeline.TickAsync"/>: one per cluster, without logic of its own.</summary>
internal sealed class MirrorHostedService(
    MirrorPipelines pipelines, IOptions<TopologyMirrorOptions> options, TimeProvider time, ILogger logger)
    : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abandon = new();
    private Task _loops = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var faults = new List<string>();
        foreach (MirrorPipeline pipeline in pipelines.All.Where(p => options.Value.CheckReachability && !p.IsPumpedByCaller))
        {
            faults.AddRange(await pipeline.CheckReachableAsync(cancellationToken).ConfigureAwait(false));
        }

        if (faults.Count > 0)
        {
            throw new InvalidHostException(faults);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loops = Task.WhenAll(pipelines.All.Where(p => !p.IsPumpedByCaller).Select(LoopAsync));
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        ITimer timer = time.CreateTimer(static state => ((CancellationTokenSource)state!).Cancel(), _abandon, options.Value.ShutdownTimeout, Timeout.InfiniteTimeSpan);
        await using ConfiguredAsyncDisposable disposal = timer.ConfigureAwait(false);
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _abandon);
        await _loops.ConfigureAwait(false);
        await pipelines.DisposeAsync().ConfigureAwait(false);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stopping.Dispose();
        _abandon.Dispose();
    }

    private async Task LoopAsync(MirrorPipeline pipeline)
    {
        DateTimeOffset next = time.GetUtcNow();
        while (!_stopping.IsCancellationRequested)
        {
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
            next = next + pipeline.TickInterval > now ? next + pipeline.TickInterval : now;
            await WaitQuietlyAsync(next - now).ConfigureAwait(false);
        }
    }

    private async ValueTask WaitQuietlyAsync(TimeSpan delay)
    {
        try
        {
            await VirtualDelay.WaitAsync(time, delay, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The host stops: the loop sees it.
        }
    }
}
