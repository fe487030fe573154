using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TopologyMirror.Data;
using TopologyMirror.Internal;

namespace TopologyMirror.Hosting;

/// <summary>
/// Stands in the host for a hosted service that shall run only while this instance owns its work. Each activation makes a new one, since what
/// was stopped need not start again.
/// </summary>
internal sealed class MirroredHostedService<T>(IServiceProvider services, WorkSwitch work) : IHostedService
    where T : class, IHostedService
{
    private static readonly string Name = typeof(T).Name;

    private T? _current;
    private bool _isAdded;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_isAdded)
        {
            _isAdded = true;
            work.Add(Name, StartWorkAsync, StopWorkAsync);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => work.PassivateAsync(cancellationToken);

    private async Task StartWorkAsync(CancellationToken cancellationToken)
    {
        T current = ActivatorUtilities.CreateInstance<T>(services);
        _current = current;
        await current.StartAsync(cancellationToken).ConfigureAwait(false);
        if (current is BackgroundService { ExecuteTask: { } running })
        {
            _ = WatchAsync(current, running);
        }
    }

    private async Task StopWorkAsync(CancellationToken cancellationToken)
    {
        if (_current is not { } current)
        {
            return;
        }

        await current.StopAsync(cancellationToken).ConfigureAwait(false);

        // A background service stops to wait when the token is cancelled, and may go on: only its own end is the end of its work.
        if (current is BackgroundService { ExecuteTask: { } running })
        {
            await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _current = null;
        switch (current)
        {
            case IAsyncDisposable disposable:
                await disposable.DisposeAsync().ConfigureAwait(false);
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
        }
    }

    /// <summary>Work that breaks off is told as a fault; whoever owns the cluster decides what then.</summary>
    private async Task WatchAsync(T current, Task running)
    {
        try
        {
            await running.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // It was stopped.
        }
        catch (Exception e) when (!e.IsFatal())
        {
            if (ReferenceEquals(_current, current))
            {
                work.Fail($"{Name} broke off: {e.Message}");
            }
        }
    }
}
