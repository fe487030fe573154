using TopologyMirror.Internal;

namespace TopologyMirror.Data;

public sealed partial class WorkSwitch
{
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(1);

    private void LeaseEnds()
    {
        lock (_lock)
        {
            if (!_isWanted || _leaseUntil is not { } until)
            {
                return;
            }

            // Timer and clock need not agree to the last tick.
            TimeSpan left = until - _time.GetUtcNow();
            if (left > TimeSpan.Zero)
            {
                _timer.Change(left > Early ? left : Early, Timeout.InfiniteTimeSpan);
                return;
            }
        }

        Request(active: false, $"The lease of the work was not renewed within {LeaseDuration}.");
    }

    private void Request(bool active, string? fault)
    {
        lock (_lock)
        {
            _isWanted = active;
            _isAsked = true;
            _fault = active ? null : fault ?? _fault;
            if (active)
            {
                Extend();
            }
            else
            {
                _leaseUntil = null;
            }

            if (_isChanging)
            {
                return;
            }

            _isChanging = true;
        }

        _ = ChangeAsync();
    }

    private void Extend()
    {
        _leaseUntil = _time.GetUtcNow() + LeaseDuration;
        _timer.Change(LeaseDuration, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Carries requests out until state and request agree. Never throws: what fails is told as state.</summary>
    private async Task ChangeAsync()
    {
        while (Next() is { } change)
        {
            if (change.Start)
            {
                await StartAsync(change.Items).ConfigureAwait(false);
            }
            else
            {
                await StopAsync(change.Items).ConfigureAwait(false);
            }
        }
    }

    private (bool Start, WorkItem[] Items)? Next()
    {
        TaskCompletionSource[] settled;
        lock (_lock)
        {
            bool stopsAgain = _state == WorkSwitchState.Stopping && _isAsked;
            bool differs = _state != WorkSwitchState.Stopping && (_state == WorkSwitchState.Active) != _isWanted;
            _isAsked = false;
            if (stopsAgain || differs)
            {
                bool start = differs && _isWanted;
                _state = start ? WorkSwitchState.Starting : WorkSwitchState.Stopping;
                return (start, [.. _items.Where(i => start || i.Runs)]);
            }

            _isChanging = false;
            settled = [.. _waiters];
            _waiters.Clear();
        }

        Array.ForEach(settled, static w => w.TrySetResult());
        return null;
    }

    private async Task StartAsync(WorkItem[] items)
    {
        foreach (WorkItem item in items)
        {
            try
            {
                item.Runs = true;
                await item.Start(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception e) when (!e.IsFatal())
            {
                // What did start is stopped again, the same way as everything else.
                lock (_lock)
                {
                    _fault = $"{item.Name} did not start: {e.Message}";
                    (_isWanted, _leaseUntil) = (false, null);
                }

                break;
            }
        }

        lock (_lock)
        {
            _state = WorkSwitchState.Active;
        }
    }

    /// <summary>The last to start is the first to stop. What fails to stop is asked again with the next request, and until then not called stopped.</summary>
    private async Task StopAsync(WorkItem[] items)
    {
        var late = new CancellationTokenSource();
        ITimer timer = _time.CreateTimer(_ => StopIsLate(late), null, StopTimeout, Timeout.InfiniteTimeSpan);
        foreach (WorkItem item in items.Reverse())
        {
            try
            {
                await item.Stop(late.Token).ConfigureAwait(false);
                item.Runs = false;
            }
            catch (Exception e) when (!e.IsFatal())
            {
                lock (_lock)
                {
                    _fault = $"{item.Name} did not stop: {e.Message}";
                }
            }
        }

        timer.Dispose();
        lock (_lock)
        {
            _state = _items.Any(i => i.Runs) ? WorkSwitchState.Stopping : WorkSwitchState.Passive;
        }
    }

    private void StopIsLate(CancellationTokenSource late)
    {
        TaskCompletionSource[] waiting;
        lock (_lock)
        {
            if (_state != WorkSwitchState.Stopping)
            {
                return;
            }

            _fault = $"The work has not stopped within {StopTimeout}.";
            waiting = [.. _waiters];
            _waiters.Clear();
        }

        late.Cancel();
        Array.ForEach(waiting, static w => w.TrySetResult());
    }

    private async Task SettledAsync(CancellationToken cancellationToken)
    {
        var settled = new TaskCompletionSource();
        lock (_lock)
        {
            if (!_isChanging)
            {
                return;
            }

            _waiters.Add(settled);
        }

        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), settled);
        await settled.Task.ConfigureAwait(false);
    }
}
